package dev.trainyard.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses: all that begin with the same bits. */
record Network(InetAddress first, int bits) {
    /** The network that is written so: an address, a slash, and how many bits count. */
    static Network of(String text) {
        int slash = text.indexOf('/');
        try {
            return new Network(
                    InetAddress.getByName(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("%s is no network".formatted(text), e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
