package dev.trainyard.archive;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The directory at the end of a zip (APPNOTE.TXT, 4.3.12 to 4.3.16). The library reads all of it into memory before it can be
 * asked how much there is, and not as much as its end says but as long as there are entries: so do we, and keep none.
 */
final class ZipDirectory {
    private static final int BUFFER = 1 << 16;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int END_64_LENGTH = 56;
    /** With the name and all that is said of it. */
    private static final long BYTES_OF_AN_ENTRY = 256;

    private final FileChannel file;

    private ZipDirectory(FileChannel file) {
        this.file = file;
    }

    /** Throws MalformedArchiveException if it has more entries than may be, or entries with much beside their names. */
    static void requireSmall(Path zip, ArchiveLimits limits) throws IOException, MalformedArchiveException {
        try (FileChannel file = FileChannel.open(zip)) {
            new ZipDirectory(file).requireSmall(limits);
        }
    }

    private void requireSmall(ArchiveLimits limits) throws IOException, MalformedArchiveException {
        file.position(start());
        var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), BUFFER));
        ByteBuffer entry = ByteBuffer.allocate(ENTRY_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        int entries = 0;
        long bytes = 0;
        while (in.readNBytes(entry.array(), 0, ENTRY_LENGTH) == ENTRY_LENGTH && entry.getInt(0) == ENTRY) {
            int more = length(entry, 28) + length(entry, 30) + length(entry, 32);
            bytes += ENTRY_LENGTH + more;
            if (++entries > limits.entries()) {
                throw limits.tooManyEntries();
            }
            if (bytes > BYTES_OF_AN_ENTRY * limits.entries()) {
                throw new MalformedArchiveException("The directory of the archive has more than %d bytes"
                        .formatted(BYTES_OF_AN_ENTRY * limits.entries()));
            }
            in.skipNBytes(more);
        }
    }

    /** Of a name, of other fields, or of a comment. */
    private static int length(ByteBuffer entry, int at) {
        return entry.getShort(at) & 0xffff;
    }

    /** Where the directory begins, as the library finds it. */
    private long start() throws IOException {
        long tail = Math.max(0, file.size() - END_LENGTH - LONGEST_COMMENT);
        ByteBuffer bytes = read(tail, (int) (file.size() - tail));
        for (int at = bytes.limit() - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END) {
                return start(tail + at);
            }
        }
        throw new EOFException("a zip's directory is not there");
    }

    private long start(long end) throws IOException {
        if (end > LOCATOR_LENGTH) {
            ByteBuffer locator = read(end - LOCATOR_LENGTH, LOCATOR_LENGTH);
            if (locator.getInt(0) == LOCATOR) {
                return read(locator.getLong(8), END_64_LENGTH).getLong(48);
            }
        }
        ByteBuffer record = read(end, END_LENGTH);
        long length = Integer.toUnsignedLong(record.getInt(12));
        long offset = Integer.toUnsignedLong(record.getInt(16));
        return offset + Math.max(0, end - length - offset);
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("a zip's directory is cut off");
            }
        }
        return bytes.flip();
    }
}
