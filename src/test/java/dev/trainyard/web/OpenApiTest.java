package dev.trainyard.web;

import dev.trainyard.DocumentOfTheCode;
import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The description in the repository is that of the code; {@code -Dtrainyard.openapi.write=true} makes it so. */
@ServiceTest
class OpenApiTest {
    private static final Path CHECKED_IN = Path.of("docs", "openapi.json");

    @LocalServerPort
    private int port;

    @Test
    void theCheckedInDescriptionIsThatOfTheCode() throws IOException {
        String generated = new Http(port).get("/v3/api-docs").body().strip() + "\n";
        DocumentOfTheCode.assertIsCheckedIn(CHECKED_IN, generated, "trainyard.openapi.write", OpenApiTest.class);
    }
}
