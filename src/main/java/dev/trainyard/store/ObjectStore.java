package dev.trainyard.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Files by their keys, which all processes see. A key is of small letters, digits, dots, hyphens, underscores and slashes,
 * begins with a letter or digit and has no {@code ..}; a wrong one is an IllegalArgumentException.
 */
public interface ObjectStore {
    /** Stores a file, whole or not at all; what was there under that key is replaced. */
    void put(String key, Path file) throws IOException;

    /**
     * Brings a file here, whole or not at all.
     *
     * @throws java.nio.file.NoSuchFileException if there is none with that key
     */
    void fetch(String key, Path target) throws IOException;

    /** A file as a stream; throws NoSuchFileException if there is none. */
    InputStream open(String key) throws IOException;

    /** Whether there is one. */
    boolean has(String key) throws IOException;

    /** Deletes it, if it is there. */
    void delete(String key) throws IOException;

    /** All keys that begin so, sorted. */
    List<String> list(String prefix) throws IOException;

    /** Deletes what somebody began to store before that time, and never finished: a process that was killed. */
    void dropUnfinished(Instant before) throws IOException;
}
