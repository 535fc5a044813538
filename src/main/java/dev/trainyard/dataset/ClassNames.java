package dev.trainyard.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The names of a published data set's classes, for processes that have its models but not its files. */
final class ClassNames {
    private ClassNames() {}

    /** At the index that is their label, from {@code cifar-10-classes.txt} for the data set {@code cifar-10}. */
    static List<String> of(String dataset) {
        String resource = dataset + "-classes.txt";
        try (InputStream file = Objects.requireNonNull(ClassNames.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
