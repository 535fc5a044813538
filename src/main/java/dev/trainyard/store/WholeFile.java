package dev.trainyard.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is there whole or not at all: it is written beside its place first, and nobody sees a half one. */
final class WholeFile {
    /** How the names of those end that are not whole yet. */
    static final String HALF = ".half";

    private WholeFile() {}

    static void write(Path target, InputStream content) throws IOException {
        Path whole = target.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path half = Files.createTempFile(whole.getParent(), whole.getFileName().toString(), HALF);
        try {
            Files.copy(content, half, StandardCopyOption.REPLACE_EXISTING);
            force(half); // else a power cut may leave the name, and nothing in it
            Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
