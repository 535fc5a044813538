package dev.trainyard.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** A zip, tar or tar.gz, told by its first bytes, whose files can be read one after the other, and again. */
final class ArchiveFile {
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 265;
    private static final int TAR_MAGIC = 257;
    /** The kinds of entries that have contents of their own. */
    private static final Set<Byte> FILES =
            Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG);

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
        try {
            if (startsWith(head, 0, "PK\u0003\u0004")) {
                new ZipEntries(file, limits, new Allowance(unpacked)).forEach(consumer);
            } else if (startsWith(head, 0, "\u001f\u008b")) {
                tar(new GzipCompressorInputStream(open(), true), consumer);
            } else if (startsWith(head, TAR_MAGIC, "ustar")) {
                tar(open(), consumer);
            } else {
                throw new MalformedArchiveException("It is no zip, tar or tar.gz");
            }
        } catch (ZipException | IllegalArgumentException broken) {
            throw new MalformedArchiveException("The archive is broken: " + broken.getMessage());
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

    private InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    private void tar(InputStream content, EntryConsumer consumer)
            throws IOException, MalformedArchiveException, InterruptedException {
        Allowance allowance = new Allowance(unpacked);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(allowance.limit(content))) {
            int count = 0;
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                requireFew(++count);
                if (entry.isDirectory()) {
                    continue;
                }
                EntryName name = EntryName.of(entry.getName());
                if (!FILES.contains(entry.getLinkFlag())) {
                    throw new MalformedArchiveException(
                            "The entry %s is a link or a device; only files and folders are taken"
                                    .formatted(name.text()));
                }
                if (!name.isLitter()) {
                    consumer.accept(new Entry(name, tar));
                }
            }
        } catch (Allowance.ExceededException e) {
            throw e.malformed();
        }
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar) throws IOException, MalformedArchiveException {
        try {
            return tar.getNextEntry();
        } catch (Allowance.ExceededException e) {
            throw e;
        } catch (IOException broken) {
            throw new MalformedArchiveException("The archive is broken: " + broken.getMessage());
        }
    }

    private void requireFew(int count) throws MalformedArchiveException {
        if (count > limits.entries()) {
            throw new MalformedArchiveException("The archive has more than %d entries".formatted(limits.entries()));
        }
    }
}
