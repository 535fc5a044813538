package dev.trainyard.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A folder of this machine, or of a volume that several machines share. */
final class FolderStore implements ObjectStore {
    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public void put(String key, Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            WholeFile.write(path(key), content);
        }
    }

    @Override
    public void fetch(String key, Path target) throws IOException {
        try (InputStream content = open(key)) {
            WholeFile.write(target, content);
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        return Files.newInputStream(path(key));
    }

    @Override
    public boolean has(String key) {
        return Files.isRegularFile(path(key));
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        Path parent = folder.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        walk(parent, (file, attributes) -> {
            String key = folder.relativize(file).toString().replace('\\', '/');
            if (key.startsWith(prefix) && !key.endsWith(WholeFile.HALF)) {
                keys.add(key);
            }
        });
        keys.sort(null);
        return keys;
    }

    @Override
    public void dropUnfinished(Instant before) throws IOException {
        if (Files.isDirectory(folder)) {
            walk(folder, (file, attributes) -> {
                if (file.toString().endsWith(WholeFile.HALF)
                        && attributes.lastModifiedTime().toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            });
        }
    }

    private interface Visit {
        void file(Path file, BasicFileAttributes attributes) throws IOException;
    }

    /** Of files that others delete meanwhile nothing is said. */
    private static void walk(Path from, Visit visit) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                visit.file(file, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private Path path(String key) {
        return folder.resolve(Keys.checked(key));
    }
}
