package dev.trainyard.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this machine, or of a volume that several machines share. */
final class FolderStore implements ObjectStore {
    private static final String HALF = ".half";

    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public void put(String key, Path file) throws IOException {
        copy(file, path(key));
    }

    @Override
    public void fetch(String key, Path target) throws IOException {
        copy(path(key), target.toAbsolutePath());
    }

    /** To a file beside it first: nobody sees a half one. */
    private static void copy(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path half =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), HALF);
        try {
            Files.copy(source, half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
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
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix) && !key.endsWith(HALF))
                    .sorted()
                    .toList();
        }
    }

    private Path path(String key) {
        return folder.resolve(Keys.checked(key));
    }
}
