package dev.trainyard.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of a host, all of which must be allowed. The client connects to these and does not look again,
 * so that a name which is another address a moment later (DNS rebinding) gains nothing.
 */
final class GuardedResolver implements DnsResolver {
    private final AddressRule rule;
    private final DnsResolver names;

    GuardedResolver(AddressRule rule, DnsResolver names) {
        this.rule = rule;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        for (InetAddress address : addresses) {
            if (!rule.allows(host, address)) {
                throw new ForbiddenAddressException(host, address);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
