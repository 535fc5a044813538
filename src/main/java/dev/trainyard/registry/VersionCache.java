package dev.trainyard.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Packed files of versions in a folder of this machine, by their checksum. When they are too many, those go that were not
 * used for longest; when one was used is its time, which processes that share the folder see as well.
 */
final class VersionCache {
    /** Who was given a file has that long to open it. */
    private static final Duration IN_USE = Duration.ofMinutes(10);

    private final Path folder;
    private final long limit;
    private final Clock clock;

    VersionCache(Path folder, CacheSettings settings, Clock clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.limit = settings.maxSize().toBytes();
        this.clock = clock;
    }

    /** Brings a file to a place. */
    interface Source {
        void fetch(Path target) throws IOException;
    }

    boolean has(String sha256) {
        return Files.exists(folder.resolve(sha256));
    }

    /** The file, brought here first if need be. */
    synchronized Path get(String sha256, Source source) throws IOException {
        Path file = folder.resolve(sha256);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            bring(file, sha256, source);
        }
        used(file);
        return file;
    }

    /** What is not what it should be is not let in. */
    private void bring(Path file, String sha256, Source source) throws IOException {
        Path fetched = Files.createTempFile(folder, sha256, ".fetched");
        try {
            source.fetch(fetched);
            try (InputStream content = Files.newInputStream(fetched)) {
                String found = DigestUtils.sha256Hex(content);
                if (!found.equals(sha256)) {
                    throw new IOException(
                            "what the store has should have the SHA-256 %s, but has %s".formatted(sha256, found));
                }
            }
            Files.move(fetched, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fetched);
        }
    }

    void forget(String sha256) throws IOException {
        Files.deleteIfExists(folder.resolve(sha256));
    }

    /** Moves a file in. */
    synchronized void take(Path made, String sha256) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(sha256);
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        used(file);
    }

    private void used(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        evict();
    }

    private void evict() throws IOException {
        List<Entry> entries = entries();
        long all = entries.stream().mapToLong(Entry::bytes).sum();
        Instant before = clock.instant().minus(IN_USE);
        for (Entry oldest : entries) {
            if (all <= limit || oldest.used().isAfter(before)) {
                return;
            }
            Files.deleteIfExists(oldest.file());
            all -= oldest.bytes();
        }
    }

    private record Entry(Path file, long bytes, Instant used) {}

    /** Those that were not used for longest first; half a file of a process that was killed is one, too. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                try {
                    entries.add(new Entry(
                            file,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
                } catch (NoSuchFileException e) {
                    continue; // another process was quicker
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::used));
        return entries;
    }
}
