package dev.trainyard.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How much may still be unpacked of an archive, whatever it says of itself. */
final class Allowance {
    private final long most;
    private long left;

    Allowance(long bytes) {
        this.most = bytes;
        this.left = bytes;
    }

    /** An archive becomes more than it may. */
    static final class ExceededException extends IOException {
        private static final long serialVersionUID = 1;

        private final long most;

        ExceededException(long most) {
            super("more than %d bytes".formatted(most));
            this.most = most;
        }

        MalformedArchiveException malformed() {
            return new MalformedArchiveException(
                    "The archive becomes more than %d bytes when it is unpacked".formatted(most));
        }
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
            throw new ExceededException(most);
        }
    }
}
