package dev.trainyard.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses this service may connect to on behalf of others: those of the public internet, as the registries of
 * special-purpose addresses (RFC 6890, IANA) have them. Loopback, private networks, link-local ones with the metadata
 * services of clouds, multicast and whatever is reserved are not; neither is any notation of IPv6 with an IPv4 address
 * in it, which may lead to them. Hosts that the operator names are excepted.
 */
public final class AddressRule {
    private static final List<Network> SPECIAL_V4 = networks(
            "0.0.0.0/8", // this host
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by providers
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocols
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /** Of IPv6 only this part is given out to anybody; the rest is local, mapped, translated or reserved. */
    private static final Network GLOBAL_V6 = Network.of("2000::/3");

    private static final List<Network> SPECIAL_V6 = networks(
            "2001::/23", // protocols, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    private final Set<String> allowedHosts;

    /** The rule, but for these hosts, named as URLs name them. */
    public AddressRule(Collection<String> allowedHosts) {
        this.allowedHosts = allowedHosts.stream().map(AddressRule::bare).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a connection to that address may be made for the sake of a URL with that host. */
    public boolean allows(String host, InetAddress address) {
        return allowedHosts.contains(bare(host)) || isPublic(address);
    }

    /** Whether the address is one of the public internet. */
    public static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? SPECIAL_V4.stream().noneMatch(network -> network.contains(address))
                : GLOBAL_V6.contains(address) && SPECIAL_V6.stream().noneMatch(network -> network.contains(address));
    }

    private static String bare(String host) {
        return host.replaceAll("^\\[|]$|\\.$", "").toLowerCase(Locale.ROOT);
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::of).toList();
    }
}
