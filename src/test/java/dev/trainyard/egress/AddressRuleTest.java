package dev.trainyard.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255"
            })
    void whatIsNotOfTheInternetIsNotPublic(String address) throws UnknownHostException {
        assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:8.8.8.8",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "4000::1"
            })
    void norIsWhatIsSpecialInVersionSix(String address) throws UnknownHostException {
        assertThat(AddressRule.isPublic(sixteenBytes(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "128.0.0.0",
                "169.253.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "2001:4860:4860::8888"
            })
    void theRestIs(String address) throws UnknownHostException {
        assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void namedHostsAreExceptedWhateverTheirAddressAndHowTheyAreWritten() throws UnknownHostException {
        var rule = new AddressRule(List.of("ci.internal", "127.0.0.1", "::1"));
        InetAddress inside = InetAddress.getByName("10.0.0.1");

        assertThat(rule.allows("CI.internal", inside)).isTrue();
        assertThat(rule.allows("ci.internal.", inside)).isTrue();
        assertThat(rule.allows("127.0.0.1", InetAddress.getByName("127.0.0.1"))).isTrue();
        assertThat(rule.allows("[::1]", InetAddress.getByName("::1"))).isTrue();
        assertThat(rule.allows("not-ci.internal", inside)).isFalse();
        assertThat(rule.allows("ci.internal.example.com", inside)).isFalse();
        assertThat(rule.allows("10.0.0.1", inside)).isFalse();
    }

    /** Java makes an IPv4 address of a mapped one, which is refused as such; here it is left as it is. */
    private static InetAddress sixteenBytes(String address) throws UnknownHostException {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        if (bytes.length == 16) {
            return InetAddress.getByName(address);
        }
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = -1;
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return Inet6Address.getByAddress(null, mapped, 0);
    }
}
