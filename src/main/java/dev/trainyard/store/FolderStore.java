package dev.trainyard.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix) && !key.endsWith(WholeFile.HALF))
                    .sorted()
                    .toList();
        }
    }

    private Path path(String key) {
        return folder.resolve(Keys.checked(key));
    }
}
