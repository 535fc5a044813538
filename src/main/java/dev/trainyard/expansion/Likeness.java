package dev.trainyard.expansion;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/** Images that are known, to find those that equal or resemble one of them. */
final class Likeness {
    private final int side;
    private final int threshold;
    private final Set<String> equal = new HashSet<>();
    private long[] hashes = new long[1024];
    private int size;

    /** @param threshold the most bits of 64 in which the hashes of images that resemble each other differ */
    Likeness(int side, int threshold) {
        this.side = side;
        this.threshold = threshold;
    }

    void add(byte[] pixels) {
        equal.add(DigestUtils.sha256Hex(pixels));
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size++] = PerceptualHash.of(pixels, side);
    }

    boolean hasEqual(byte[] pixels) {
        return equal.contains(DigestUtils.sha256Hex(pixels));
    }

    /**
     * Looks at all: some ten thousand of them are a matter of microseconds. A mirrored image is the same to a training that
     * mirrors at random.
     */
    boolean hasLike(byte[] pixels) {
        long hash = PerceptualHash.of(pixels, side);
        long mirrored = PerceptualHash.ofMirrored(pixels, side);
        for (int i = 0; i < size; i++) {
            if (Long.bitCount(hash ^ hashes[i]) <= threshold || Long.bitCount(mirrored ^ hashes[i]) <= threshold) {
                return true;
            }
        }
        return false;
    }
}
