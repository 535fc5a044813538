package dev.trainyard.expansion;

import dev.trainyard.request.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lists of pictures as they come, on a disk: whoever sends one slowly has no transaction wait for him. */
@Component
class ReceivedLists {
    private static final int BUFFER = 64 * 1024;

    private final Path directory;

    ReceivedLists(@Value("${trainyard.data-dir:./data}") String dataDirectory) {
        // Beside parts of archives, where what killed processes leave is deleted after a day.
        this.directory = Path.of(dataDirectory).resolve("datasets").resolve("parts");
    }

    /** The list once all of it has come; closing it deletes the file. What breaks off is a problem of its sender. */
    InputStream receive(InputStream body) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, "list", null);
        try {
            copy(body, file);
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void copy(InputStream body, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "incomplete_body", "The body breaks off, or is not framed as HTTP has it");
        }
    }
}
