package dev.trainyard.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** A zip, tar or tar.gz, told by its first bytes, whose files can be read one after the other, and again. */
final class ArchiveFile {
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 265;
    private static final int TAR_MAGIC = 257;

    private final Path file;
    private final ArchiveLimits limits;
    private final long unpacked;

    ArchiveFile(Path file, ArchiveLimits limits) throws IOException {
        this.file = file;
        this.limits = limits;
        this.unpacked = limits.unpacked(Files.size(file));
    }

    /** Reads all files; what file managers leave behind is left out. */
    void forEach(EntryConsumer consumer) throws IOException, MalformedArchiveException, InterruptedException {
        byte[] head = head();
        if (startsWith(head, 0, "PK\u0003\u0004")) {
            new ZipEntries(file, limits, allowance()).forEach(consumer);
        } else if (startsWith(head, 0, "\u001f\u008b")) {
            tar(true, consumer);
        } else if (startsWith(head, TAR_MAGIC, "ustar")) {
            tar(false, consumer);
        } else {
            throw new MalformedArchiveException("It is no zip, tar or tar.gz");
        }
    }

    private byte[] head() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean startsWith(byte[] head, int at, String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (at + i >= head.length || (head[at + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private Allowance allowance() {
        return new Allowance("The archive becomes more than %d bytes when it is unpacked", unpacked);
    }

    private void tar(boolean zipped, EntryConsumer consumer)
            throws IOException, MalformedArchiveException, InterruptedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                InputStream content = zipped ? unzipped(in) : in) {
            new TarEntries(allowance().limit(content), limits).forEach(consumer);
        }
    }

    private static InputStream unzipped(InputStream in) throws MalformedArchiveException, InterruptedException {
        try {
            return new GzipCompressorInputStream(in, true);
        } catch (IOException broken) {
            throw MalformedArchiveException.of(broken);
        }
    }
}
