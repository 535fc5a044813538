package dev.trainyard.registry;

import dev.trainyard.dataset.VersionSummary;
import dev.trainyard.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The packed files of versions: in the store, where all processes find them; and in a folder of this process, where they
 * are read, by their checksum.
 */
final class VersionFiles {
    private final ObjectStore store;
    private final Path cache;

    VersionFiles(ObjectStore store, Path cache) {
        this.store = store;
        this.cache = cache.toAbsolutePath().normalize();
    }

    /** Takes a file that was made: into the store first, so that whoever reads of it finds it. */
    void publish(UUID version, Path made, VersionSummary summary) throws IOException {
        store.put(key(version), made);
        Files.createDirectories(cache);
        Files.move(made, cached(summary.fileSha256()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file here; brought from the store first if need be, which may take minutes. */
    synchronized Path here(UUID version, VersionSummary summary) throws IOException {
        Path file = cached(summary.fileSha256());
        if (!Files.exists(file)) {
            Files.createDirectories(cache);
            store.fetch(key(version), file);
        }
        return file;
    }

    boolean isHere(VersionSummary summary) {
        return Files.exists(cached(summary.fileSha256()));
    }

    void delete(UUID version) throws IOException {
        store.delete(key(version));
    }

    private Path cached(String fileSha256) {
        return cache.resolve(fileSha256);
    }

    private static String key(UUID version) {
        return "datasets/" + version;
    }
}
