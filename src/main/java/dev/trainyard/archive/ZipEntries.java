package dev.trainyard.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The files of a zip, by its directory. */
final class ZipEntries {
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
                throw new MalformedArchiveException("The archive has more than %d entries".formatted(limits.entries()));
            }
            requireApart(entries);
            for (ZipArchiveEntry entry : entries) {
                if (!entry.isDirectory()) {
                    accept(zip, entry, consumer);
                }
            }
        } catch (Allowance.ExceededException e) {
            throw e.malformed();
        }
    }

    private ZipFile open() throws MalformedArchiveException {
        try {
            return ZipFile.builder().setPath(file).get();
        } catch (IOException broken) {
            throw new MalformedArchiveException("The archive is broken: " + broken.getMessage());
        }
    }

    private void accept(ZipFile zip, ZipArchiveEntry entry, EntryConsumer consumer)
            throws IOException, MalformedArchiveException, InterruptedException {
        EntryName name = EntryName.of(entry.getName());
        if (entry.isUnixSymlink()) {
            throw new MalformedArchiveException(
                    "The entry %s is a link; only files and folders are taken".formatted(name.text()));
        }
        if (!zip.canReadEntryData(entry)) {
            throw new MalformedArchiveException(
                    "The entry %s is encrypted, or compressed as is not read here".formatted(name.text()));
        }
        if (!name.isLitter()) {
            try (InputStream content = allowance.limit(zip.getInputStream(entry))) {
                consumer.accept(new Entry(name, content));
            }
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
                        .formatted(before.getName(), inOrder.get(i).getName()));
            }
        }
    }
}
