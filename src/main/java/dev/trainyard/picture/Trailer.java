package dev.trainyard.picture;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * What stands behind the end of a PNG or JPEG, which is found by its structure. Some cameras and editors leave a few bytes
 * there; a file that goes on may be another thing as well, such as an archive (a polyglot).
 */
final class Trailer {
    /** Padding, and no more: the directory of an archive alone is longer. */
    private static final int ALLOWED = 16;

    private static final int PNG_CHUNKS = 8;
    private static final int PNG_CHUNK_FRAME = 12;
    private static final int IEND = 0x49454E44;

    private static final int MARK = 0xff;
    private static final int STUFFED = 0x00;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;

    private final ByteBuffer file;

    private Trailer(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    /** Whether more follows the end than may; throws an exception of the buffer if there is no end. */
    static boolean follows(byte[] file) {
        Trailer trailer = new Trailer(file);
        int end = (file[0] & MARK) == MARK ? trailer.endOfJpeg() : trailer.endOfPng();
        for (int at = end; at < file.length; at++) {
            if (at - end >= ALLOWED && file[at] != 0) {
                return true;
            }
        }
        return false;
    }

    private int endOfPng() {
        int chunk = PNG_CHUNKS;
        while (file.getInt(chunk + Integer.BYTES) != IEND) {
            chunk = Math.addExact(chunk, Math.addExact(length(chunk), PNG_CHUNK_FRAME));
        }
        return chunk + PNG_CHUNK_FRAME;
    }

    /** Of the chunk there; a negative one would lead back. */
    private int length(int chunk) {
        return Objects.checkIndex(file.getInt(chunk), file.limit());
    }

    /** Segments have a length; the data of a scan goes on to the next mark that is neither stuffing nor a restart. */
    private int endOfJpeg() {
        int at = 2; // behind the mark of its start
        while (true) {
            while (unsigned(at + 1) == MARK) {
                at++; // marks may be filled up
            }
            int kind = unsigned(at + 1);
            at += 2;
            if (kind == END) {
                return at;
            }
            at += file.getShort(at) & 0xffff;
            if (kind == SCAN) {
                at = endOfScan(at);
            }
        }
    }

    private int endOfScan(int from) {
        int at = from;
        while (unsigned(at) != MARK || isData(unsigned(at + 1))) {
            at++;
        }
        return at;
    }

    private static boolean isData(int kind) {
        return kind == STUFFED || (kind >= FIRST_RESTART && kind <= LAST_RESTART);
    }

    private int unsigned(int at) {
        return file.get(at) & MARK;
    }
}
