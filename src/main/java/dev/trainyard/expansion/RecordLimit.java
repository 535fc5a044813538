package dev.trainyard.expansion;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Bounds the records of a list for a parser that does not: one field may else fill the memory. */
final class RecordLimit extends FilterReader {
    /** The parser may have so much of the next record in its buffer. */
    private static final int AHEAD = 8 * 1024;

    private final int most;
    private int count;

    /** @param most characters of a record; somewhat longer ones may pass, too */
    RecordLimit(Reader content, int most) {
        super(content);
        this.most = most;
    }

    /** The next record begins. */
    void begin() {
        count = 0;
    }

    /** Whether the record was longer. */
    boolean isReached() {
        return count > most + AHEAD;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (isReached()) {
            throw new IOException("the record has no end");
        }
        int read = super.read(target, offset, length);
        count += Math.max(read, 0);
        return read;
    }
}
