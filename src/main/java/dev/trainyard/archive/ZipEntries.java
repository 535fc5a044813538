package dev.trainyard.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** The files of a zip, by its directory. */
final class ZipEntries {
    /** Of other methods XZ, for one, takes as much memory as a byte of the file tells it to. */
    private static final Set<Integer> METHODS = Set.of(
            ZipMethod.STORED.getCode(),
            ZipMethod.DEFLATED.getCode(),
            ZipMethod.ENHANCED_DEFLATED.getCode(),
            ZipMethod.BZIP2.getCode());

    private final Path file;
    private final ArchiveLimits limits;
    private final Allowance allowance;

    ZipEntries(Path file, ArchiveLimits limits, Allowance allowance) {
        this.file = file;
        this.limits = limits;
        this.allowance = allowance;
    }

    void forEach(EntryConsumer consumer) throws IOException, MalformedArchiveException, InterruptedException {
        try (ZipFile zip = open()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
            if (entries.size() > limits.entries()) {
                throw limits.tooManyEntries();
            }
            requireApart(entries);
            for (ZipArchiveEntry entry : entries) {
                if (!entry.isDirectory()) {
                    accept(zip, entry, consumer);
                }
            }
        }
    }

    private ZipFile open() throws MalformedArchiveException, InterruptedException {
        try {
            ZipDirectory.requireSmall(file, limits);
            return ZipFile.builder().setPath(file).get();
        } catch (IOException | RuntimeException broken) {
            throw MalformedArchiveException.of(broken);
        }
    }

    private void accept(ZipFile zip, ZipArchiveEntry entry, EntryConsumer consumer)
            throws IOException, MalformedArchiveException, InterruptedException {
        EntryName name = EntryName.of(entry.getName());
        if (entry.isUnixSymlink()) {
            throw new MalformedArchiveException(
                    "The entry %s is a link; only files and folders are taken".formatted(name.text()));
        }
        if (!zip.canReadEntryData(entry) || !METHODS.contains(entry.getMethod())) {
            throw new MalformedArchiveException(
                    "The entry %s is encrypted, or compressed as is not read here".formatted(name.text()));
        }
        if (!name.isLitter()) {
            try (InputStream content = allowance.limit(content(zip, entry))) {
                consumer.accept(new Entry(name, content));
            }
        }
    }

    private static InputStream content(ZipFile zip, ZipArchiveEntry entry)
            throws MalformedArchiveException, InterruptedException {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | RuntimeException broken) {
            throw MalformedArchiveException.of(broken);
        }
    }

    /** Entries that share their bytes make much of little (Fifield 2019, a better zip bomb). */
    private static void requireApart(List<ZipArchiveEntry> entries) throws MalformedArchiveException {
        List<ZipArchiveEntry> inOrder = entries.stream()
                .sorted(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset))
                .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            ZipArchiveEntry before = inOrder.get(i - 1);
            long end = before.getLocalHeaderOffset() + before.getCompressedSize();
            if (inOrder.get(i).getLocalHeaderOffset() < end) {
                throw new MalformedArchiveException("The entries %s and %s of the archive overlap"
                        .formatted(
                                EntryName.shown(before.getName()),
                                EntryName.shown(inOrder.get(i).getName())));
            }
        }
    }
}
