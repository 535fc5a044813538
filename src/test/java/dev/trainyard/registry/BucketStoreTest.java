package dev.trainyard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.archive.PictureArchive;
import dev.trainyard.database.WithPostgres;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.run.Http;
import dev.trainyard.store.ObjectStore;
import dev.trainyard.store.S3Server;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A service whose large files are in a bucket, so that a worker elsewhere needs no disk of the API's. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "trainyard.data-dir=target/bucket-test",
            "trainyard.worker.poll=100ms",
            "trainyard.store.location=s3://trainyard/some/prefix"
        })
@WithPostgres
@DirtiesContext
class BucketStoreTest {
    private static final S3Server SERVER = start();

    @LocalServerPort
    private int port;

    @Autowired
    private ObjectStore store;

    @TempDir
    private Path elsewhere;

    private static S3Server start() {
        try {
            FileUtils.deleteQuietly(new File("target/bucket-test"));
            System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
            System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
            return S3Server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) {
        properties.add("trainyard.store.endpoint", SERVER::endpoint);
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        SERVER.close();
    }

    @Test
    void whatCameInPartsIsTrainedOnAndPredictedWithWhereNothingOfItWas() throws IOException {
        Http http = new Http(port);
        http.post("/v1/datasets", "{\"name\": \"figures\"}");
        JsonNode version = ended(http, uploadInParts(http));
        assertThat(version.get("status").stringValue()).as(version.toString()).isEqualTo("ready");
        assertThat(store.list("datasets/")).hasSize(1);
        await().untilAsserted(() -> assertThat(store.list("uploads/")).isEmpty());
        assertThat(new File("target/bucket-test/store")).doesNotExist();

        Path fetched = elsewhere.resolve("version");
        store.fetch(store.list("datasets/").get(0), fetched);
        File here = new File("target/bucket-test/datasets/versions");
        File[] cached = here.listFiles();
        assertThat(cached).hasSize(1);
        assertThat(Files.mismatch(fetched, cached[0].toPath())).isEqualTo(-1);

        FileUtils.cleanDirectory(here);
        Http.Answer submitted = http.post(
                "/v1/runs",
                "{\"model\": \"resnet-8\", \"activation\": \"relu\", \"dataset\": \"figures\", \"epochs\": 1, \"batch_size\": 16}");
        assertThat(submitted.status()).as(submitted.body()).isEqualTo(201);
        JsonNode run = ended(http, submitted.header("Location"));
        assertThat(run.get("status").stringValue()).as(run.toString()).isEqualTo("succeeded");
        assertThat(here.listFiles()).hasSize(1);

        assertThat(http.get("/v1/runs/%s/model?format=onnx"
                                .formatted(run.get("id").stringValue()))
                        .status())
                .isEqualTo(200);
        byte[] picture = PictureArchive.png(64, 0x3366CC);
        Http.Answer predicted = http.post(
                "/v1/runs/%s/predictions".formatted(run.get("id").stringValue()),
                "{\"images\": [\"%s\"]}".formatted(Base64.getEncoder().encodeToString(picture)));
        assertThat(predicted.status()).as(predicted.body()).isEqualTo(200);
    }

    private static String uploadInParts(Http http) throws IOException {
        byte[] archive = PictureArchive.of(new DatasetCatalog(Path.of("target", "no-data")).load("shapes"), 80)
                .zip();
        String upload = http.post("/v1/datasets/figures/uploads", "{\"image_size\": 64}")
                .header("Location");
        int half = archive.length / 2;
        put(http, upload + "/parts/2", Arrays.copyOfRange(archive, half, archive.length));
        put(http, upload + "/parts/1", Arrays.copyOf(archive, half));
        return "/v1/datasets/figures/versions/"
                + http.post(upload + "/complete", "").json().get("version");
    }

    private static void put(Http http, String path, byte[] content) {
        Http.Answer answer = http.send("PUT", path, "application/octet-stream", BodyPublishers.ofByteArray(content));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode ended(Http http, String path) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> http.get(path).json(),
                        resource -> !resource.get("ended_at").isNull());
    }
}
