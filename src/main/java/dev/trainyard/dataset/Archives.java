package dev.trainyard.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The archives of a data directory: found unpacked or packed, else downloaded. Files that were put there by hand are
 * taken as they are, because a set made from another source is as good; only what is downloaded must have the official
 * checksum.
 */
final class Archives {
    private final Path dataDirectory;
    private final URI address;

    Archives(Path dataDirectory, URI address) {
        this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
        this.address = address.toString().endsWith("/") ? address : URI.create(address + "/");
    }

    /** Whether the files are there, unpacked or packed. */
    boolean has(Archive archive) {
        return Files.isDirectory(directory(archive)) || packed(archive).isPresent();
    }

    /** The directory with the files of an archive, unpacked and downloaded first if need be. */
    Path unpacked(Archive archive) throws IOException {
        Path directory = directory(archive);
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Files.createDirectories(dataDirectory);
        try (ExclusiveLock held = ExclusiveLock.on(dataDirectory.resolve("." + archive.name() + ".lock"))) {
            // Another process may have put it there while this one waited.
            if (!Files.isDirectory(directory)) {
                put(archive, directory);
            }
        }
        return directory;
    }

    private void put(Archive archive, Path directory) throws IOException {
        Optional<Path> packed = packed(archive);
        if (packed.isPresent()) {
            Unpacking.unpack(packed.get(), directory);
        } else {
            Path downloaded = dataDirectory.resolve(archive.file());
            new Download(address(archive), downloaded).run(archive.md5());
            Unpacking.unpack(downloaded, directory);
            Files.delete(downloaded);
        }
    }

    /** What a person can do to provide the files. */
    String advice(Archive archive) {
        return "Put the directory %s or the archive %s (from %s) into %s."
                .formatted(archive.directory(), archive.file(), address(archive), dataDirectory);
    }

    private URI address(Archive archive) {
        return address.resolve(archive.file());
    }

    private Path directory(Archive archive) {
        return dataDirectory.resolve(archive.directory());
    }

    private Optional<Path> packed(Archive archive) {
        return archive.acceptedFiles().stream()
                .map(dataDirectory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
