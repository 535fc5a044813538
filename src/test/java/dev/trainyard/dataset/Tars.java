package dev.trainyard.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The blocks of a tar, to change them. */
final class Tars {
    private static final int BLOCK = 512;
    private static final int CHECKSUM = 148;

    private Tars() {}

    /** Where the headers are. */
    static List<Integer> headers(byte[] tar) {
        List<Integer> headers = new ArrayList<>();
        for (int at = 0; at + BLOCK <= tar.length; at += BLOCK) {
            if (new String(tar, at + 257, 5, StandardCharsets.US_ASCII).equals("ustar")) {
                headers.add(at);
            }
        }
        return headers;
    }

    /** With the header's checksum made right: six octal digits, a NUL and a space, themselves summed as spaces. */
    static byte[] withChecksum(byte[] tar, int header) {
        java.util.Arrays.fill(tar, header + CHECKSUM, header + CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += tar[header + i] & 0xFF;
        }
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, header + CHECKSUM, digits.length);
        return tar;
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }
}
