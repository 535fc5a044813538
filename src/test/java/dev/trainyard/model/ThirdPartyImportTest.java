package dev.trainyard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.SharedFiles;
import dev.trainyard.database.WithPostgres;
import dev.trainyard.run.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A file that somebody else made in PyTorch, with other metadata than ours, as it lies on the disk. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "trainyard.worker.enabled=false")
@WithPostgres
class ThirdPartyImportTest {
    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry properties) {
        properties.add("trainyard.data-dir", SharedFiles.UNPACKED::toString);
    }

    @Test
    void itScoresWhatItScoresInPyTorchOnCifar10() throws Exception {
        byte[] file = Files.readAllBytes(SharedFiles.data("pretrained/akamaster-resnet20-cifar10.safetensors"));
        SharedFiles.cifar10();

        Http.Answer answer = new Http(port)
                .send(
                        "POST",
                        "/v1/models?name=akamaster&dataset=cifar-10",
                        "application/octet-stream",
                        BodyPublishers.ofByteArray(file));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode model = answer.json();
        assertThat(model.get("model").stringValue()).isEqualTo("resnet-20");
        assertThat(model.at("/activation/name").stringValue()).isEqualTo("relu");
        assertThat(model.get("shortcut").stringValue()).isEqualTo("A");
        assertThat(model.at("/normalization/mean").toString()).isEqualTo("[0.485,0.456,0.406]");
        assertThat(model.get("parameters").longValue()).isEqualTo(269_722);
        assertThat(model.at("/test/images").intValue()).isEqualTo(10_000);
        assertThat(model.at("/test/accuracy").doubleValue()).isEqualTo(0.9173);
        System.out.println("The third party's model here: " + answer.body());
    }
}
