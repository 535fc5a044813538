package dev.trainyard.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A host has an address that this service does not connect to. */
public final class ForbiddenAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    ForbiddenAddressException(String host, InetAddress address) {
        super("%s has the address %s, which is not one of the public internet"
                .formatted(host, address.getHostAddress()));
    }
}
