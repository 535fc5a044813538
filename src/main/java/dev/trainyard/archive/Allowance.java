package dev.trainyard.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How much may still be read of an archive, whatever it says of itself. */
final class Allowance {
    private final String refusal;
    private long most;
    private long left;

    /** @param refusal of more, for people: a sentence with a {@code %d} for the bytes */
    Allowance(String refusal, long bytes) {
        this.refusal = refusal;
        this.most = bytes;
        this.left = bytes;
    }

    /** More was read than may be; the message is a whole sentence. */
    static final class ExceededException extends IOException {
        private static final long serialVersionUID = 1;

        ExceededException(String refusal) {
            super(refusal);
        }
    }

    /** From now on so much may be read. */
    void renew(long bytes) {
        most = bytes;
        left = bytes;
    }

    /** A stream whose bytes count. */
    InputStream limit(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                take(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = super.read(target, offset, length);
                take(Math.max(0, read));
                return read;
            }

            @Override
            public long skip(long bytes) throws IOException {
                long skipped = super.skip(bytes);
                take(skipped);
                return skipped;
            }
        };
    }

    private void take(long bytes) throws ExceededException {
        left -= bytes;
        if (left < 0) {
            throw new ExceededException(refusal.formatted(most));
        }
    }
}
