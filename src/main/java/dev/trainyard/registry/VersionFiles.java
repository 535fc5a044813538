package dev.trainyard.registry;

import dev.trainyard.dataset.VersionSummary;
import dev.trainyard.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The packed files of versions: in the store, where all processes find them; and in a folder of this process, where they
 * are read, by their checksum.
 */
final class VersionFiles {
    private final ObjectStore store;
    private final VersionCache cache;

    VersionFiles(ObjectStore store, VersionCache cache) {
        this.store = store;
        this.cache = cache;
    }

    /** Where a maker puts its file: one that lost its lease, and does not know yet, is in nobody's way. */
    static String key(Build build) {
        return prefix(build.version()) + "." + build.token();
    }

    /** Of one that was made when a version had but one file, whoever made it. */
    static String oldKey(UUID version) {
        return prefix(version);
    }

    private static String prefix(UUID version) {
        return "datasets/" + version;
    }

    /** Takes a file that was made: into the store first, so that whoever reads of it finds it. */
    void publish(Build build, Path made, VersionSummary summary) throws IOException {
        store.put(key(build), made);
        cache.take(made, summary.fileSha256());
    }

    /** Of a maker that had lost its lease. */
    void withdraw(Build build) throws IOException {
        store.delete(key(build));
    }

    /** The file here; brought from the store first if need be, which may take minutes. */
    Path here(String key, VersionSummary summary) throws IOException {
        return cache.get(summary.fileSha256(), target -> store.fetch(key, target));
    }

    boolean isHere(VersionSummary summary) {
        return cache.has(summary.fileSha256());
    }

    /** Deletes the files of makers that died before they could say that they were ready. */
    void keepOnly(Build build) throws IOException {
        for (String key : store.list(prefix(build.version()))) {
            if (!key.equals(key(build))) {
                store.delete(key);
            }
        }
    }

    /** Forgets the file here, which cannot be read: it comes again from the store. */
    void forget(VersionSummary summary) throws IOException {
        cache.forget(summary.fileSha256());
    }
}
