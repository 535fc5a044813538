package dev.trainyard.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.io.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unpacks compressed tar archives, so that a directory is there complete or not at all. */
final class Unpacking {
    private static final Logger log = LoggerFactory.getLogger(Unpacking.class);

    /** Kibibytes that a decompressor may take, whatever the archive asks for: four times what {@code xz -9} needs. */
    private static final int MEMORY = 256 * 1024;

    private Unpacking() {}

    /**
     * Puts the directory of an archive that has the target's name at the target.
     *
     * @param archive a tar, compressed in any format that is told by its first bytes
     * @throws IOException if it is broken, lacks the directory, or has a file outside of itself
     */
    static void unpack(Path archive, Path target) throws IOException {
        log.info("Unpacking {}", archive);
        Path temporary = target.resolveSibling("." + target.getFileName() + ".unpacking");
        FileUtils.deleteDirectory(temporary.toFile());
        try {
            Files.createDirectories(temporary);
            extract(archive, temporary);
            Path directory = temporary.resolve(target.getFileName());
            if (!Files.isDirectory(directory)) {
                throw new IOException("%s has no directory %s".formatted(archive, target.getFileName()));
            }
            Files.move(directory, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileUtils.deleteDirectory(temporary.toFile());
        }
    }

    private static void extract(Path archive, Path directory) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                InputStream content = new CompressorStreamFactory(true, MEMORY).createCompressorInputStream(file);
                TarArchiveInputStream tar = new TarArchiveInputStream(content)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                // Links and devices have no place in a data set; directories come with their files.
                if (entry.isFile()) {
                    Path path = entry.resolveIn(directory);
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                }
            }
        } catch (IOException | RuntimeException failure) {
            // A name that is no path, or what the reader of a broken archive stumbles over.
            throw new IOException("%s cannot be unpacked: %s".formatted(archive, failure), failure);
        }
    }
}
