package dev.trainyard.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** Where versions are made: a directory for each lease. */
final class Scratch {
    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[.]([0-9]{1,18})");

    private final Path folder;
    private final BuildQueue queue;

    Scratch(Path folder, BuildQueue queue) {
        this.folder = folder;
        this.queue = queue;
    }

    Path of(Build build) {
        return folder.resolve("%s.%d".formatted(build.version(), build.token()));
    }

    /** Deletes the directories of processes that were killed: those of leases that nobody has. */
    void sweep() throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> directories = Files.list(folder)) {
                directories.filter(this::isAbandoned).forEach(it -> FileUtils.deleteQuietly(it.toFile()));
            }
        }
    }

    private boolean isAbandoned(Path directory) {
        Matcher name = NAME.matcher(directory.getFileName().toString());
        return name.matches() && !queue.isLeased(UUID.fromString(name.group(1)), Long.parseLong(name.group(2)));
    }
}
