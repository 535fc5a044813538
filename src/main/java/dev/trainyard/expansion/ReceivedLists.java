package dev.trainyard.expansion;

import dev.trainyard.request.ReceivedBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Lists of pictures as they come, on a disk: whoever sends one slowly has no transaction wait for him. */
@Component
class ReceivedLists {
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
            try (OutputStream out = Files.newOutputStream(file)) {
                new ReceivedBody(body).transferTo(out);
            }
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
