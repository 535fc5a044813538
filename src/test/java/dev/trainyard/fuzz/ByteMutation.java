package dev.trainyard.fuzz;

import java.util.Arrays;

/** What may happen to bytes on their way: a few of them change, vanish, are doubled or moved, or the end is missing. */
public final class ByteMutation {
    private static final byte[] EDGES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, '"', '{', '[', '\\', (byte) 0xED};

    private ByteMutation() {}

    /** A few changes to a copy. */
    public static byte[] mutate(byte[] bytes, Chance chance) {
        byte[] mutated = bytes.clone();
        int changes = 1 + chance.below(4);
        for (int i = 0; i < changes; i++) {
            mutated = once(mutated, chance);
        }
        return mutated;
    }

    private static byte[] once(byte[] bytes, Chance chance) {
        int at = chance.below(bytes.length + 1);
        return switch (chance.below(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> splice(bytes, at, 0, chance.bytes(1 + chance.below(8)));
            case 2 -> splice(bytes, at, 1 + chance.below(8), new byte[0]);
            case 3 -> splice(bytes, at, 8, number(chance));
            case 4 -> splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 64)));
            case 5 -> splice(bytes, at, 1, new byte[] {EDGES[chance.below(EDGES.length)]});
            default -> splice(bytes, at, 1, chance.bytes(1));
        };
    }

    /** A little-endian number at which arithmetic goes wrong. */
    private static byte[] number(Chance chance) {
        long value = chance.of(0L, -1L, 1L << 31, 1L << 32, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, 0x7FFFFFFFL);
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >> (8 * i));
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] inserted) {
        int rest = Math.min(bytes.length, at + removed);
        byte[] spliced = Arrays.copyOf(bytes, at + inserted.length + bytes.length - rest);
        System.arraycopy(inserted, 0, spliced, at, inserted.length);
        System.arraycopy(bytes, rest, spliced, at + inserted.length, bytes.length - rest);
        return spliced;
    }
}
