package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file under {@code docs} that is made of the code, and checked in all the same, for people to read. */
public final class DocumentOfTheCode {
    private DocumentOfTheCode() {}

    /**
     * What is checked in is what was made now.
     *
     * @param property set to true, it has the file written anew
     */
    public static void assertIsCheckedIn(Path file, String made, String property, Class<?> test) throws IOException {
        if (Boolean.getBoolean(property)) {
            Files.writeString(file, made);
        }

        assertThat(made)
                .as("%s; rewrite it with -Dtest=%s -D%s=true", file, test.getSimpleName(), property)
                .isEqualTo(Files.readString(file));
    }
}
