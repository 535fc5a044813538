package dev.trainyard.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/** The files of a tar, one after the other. */
final class TarEntries {
    /** The kinds of entries that have contents of their own. */
    private static final Set<Byte> FILES =
            Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG);
    /** The most bytes between two files: long names and attributes, all of which the library reads into memory. */
    private static final int LONGEST_HEADER = 1 << 16;

    private final Allowance header = new Allowance(
            "What stands before a file of the archive, such as its name, has more than %d bytes", Long.MAX_VALUE);
    private final InputStream content;
    private final ArchiveLimits limits;

    TarEntries(InputStream content, ArchiveLimits limits) {
        this.content = content;
        this.limits = limits;
    }

    /** Keeps an archive from having many headers for all files behind them: they pile up in memory. */
    private static final class Tar extends TarArchiveInputStream {
        private static final int KIND = 156;
        private static final int MOST_GLOBAL = 4;

        private int global;

        Tar(InputStream content) {
            super(content);
        }

        @Override
        protected byte @Nullable [] readRecord() throws IOException {
            byte[] record = super.readRecord();
            if (record != null
                    && record[KIND] == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER
                    && ++global > MOST_GLOBAL) {
                throw new IOException("it has more than %d global headers".formatted(MOST_GLOBAL));
            }
            return record;
        }
    }

    void forEach(EntryConsumer consumer) throws IOException, MalformedArchiveException, InterruptedException {
        try (Tar tar = new Tar(header.limit(content))) {
            int count = 0;
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                if (++count > limits.entries()) {
                    throw limits.tooManyEntries();
                }
                if (!entry.isDirectory()) {
                    accept(tar, entry, consumer);
                }
            }
        }
    }

    private @Nullable TarArchiveEntry next(Tar tar) throws MalformedArchiveException, InterruptedException {
        try {
            if (tar.getCurrentEntry() != null) {
                tar.skip(Long.MAX_VALUE); // what nobody has read of it
            }
            header.renew(LONGEST_HEADER);
            TarArchiveEntry entry = tar.getNextEntry();
            header.renew(Long.MAX_VALUE);
            return entry;
        } catch (IOException | RuntimeException broken) {
            throw MalformedArchiveException.of(broken);
        }
    }

    private static void accept(Tar tar, TarArchiveEntry entry, EntryConsumer consumer)
            throws IOException, MalformedArchiveException, InterruptedException {
        EntryName name = EntryName.of(entry.getName());
        if (!FILES.contains(entry.getLinkFlag())) {
            throw new MalformedArchiveException(
                    "The entry %s is a link or a device; only files and folders are taken".formatted(name.text()));
        }
        if (entry.isSparse()) { // the zeros of its holes are made by the library: nobody counts them
            throw new MalformedArchiveException(
                    "The entry %s is a sparse file; pack it without --sparse".formatted(name.text()));
        }
        if (!name.isLitter()) {
            consumer.accept(new Entry(name, tar));
        }
    }
}
