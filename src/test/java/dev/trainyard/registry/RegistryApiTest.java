package dev.trainyard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.archive.PictureArchive;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.store.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
class RegistryApiTest {
    private static final Dataset SHAPES = new DatasetCatalog(Path.of("target", "no-data")).load("shapes");
    private static final String OCTETS = "application/octet-stream";

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture runs;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectStore store;

    @Autowired
    private DatasetCatalog catalog;

    @Autowired
    private BuilderSwitch builder;

    @Autowired
    private TransactionTemplate transaction;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        assertThat(http.post("/v1/datasets", "{\"name\": \"figures\", \"description\": \"Some figures.\"}")
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void empty() {
        runs.deleteAll();
        jdbc.sql("delete from dataset").update();
        FileUtils.deleteQuietly(new File("target/service-test/store/uploads"));
    }

    private JsonNode upload(byte[] archive, String options) {
        Http.Answer answer = http.send(
                "POST", "/v1/datasets/figures/versions" + options, OCTETS, BodyPublishers.ofByteArray(archive));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return ended(answer.header("Location"));
    }

    private JsonNode ended(String path) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> http.get(path).json(),
                        version -> !version.get("ended_at").isNull());
    }

    private static byte[] archive(int images) throws IOException {
        return PictureArchive.of(SHAPES, images).zip();
    }

    @Test
    void anArchiveBecomesAVersionThatRunsAreTrainedOnAndThatStaysForThem() throws IOException {
        JsonNode version = upload(archive(80), "");

        assertThat(version.get("status").stringValue()).as(version.toString()).isEqualTo("ready");
        assertThat(version.get("reference").stringValue()).isEqualTo("figures@1");
        assertThat(version.at("/contents/train_images").intValue()).isEqualTo(80);
        assertThat(version.at("/contents/test_images").intValue()).isEqualTo(20);
        assertThat(version.at("/contents/class_names")).hasSize(10);
        assertThat(http.get("/v1/datasets/figures")
                        .json()
                        .at("/latest/reference")
                        .stringValue())
                .isEqualTo("figures@1");
        assertThat(http.get("/v1/datasets").json().toString()).contains("\"figures@1\"");

        Http.Answer run = http.post("/v1/runs", run("figures"));
        assertThat(run.json().at("/spec/dataset").stringValue()).as(run.body()).isEqualTo("figures@1");
        Http.Answer refused = http.delete("/v1/datasets/figures/versions/1");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("dataset_version_in_use");

        runs.deleteAll();
        assertThat(http.delete("/v1/datasets/figures/versions/1").status()).isEqualTo(204);
        Http.Answer late = http.post("/v1/runs", run("figures@1"));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.json().at("/errors/0/pointer").stringValue()).isEqualTo("/dataset");
        assertThat(http.delete("/v1/datasets/figures").status()).isEqualTo(204);
    }

    private static String run(String dataset) {
        return "{\"model\": \"resnet-8\", \"activation\": \"relu\", \"epochs\": 1, \"dataset\": \"%s\"}"
                .formatted(dataset);
    }

    @Test
    void aNumberIsNotGivenTwiceAndTheSameContentsHaveTheSameHash() throws IOException {
        JsonNode first = upload(archive(80), "");
        http.delete("/v1/datasets/figures/versions/1");

        JsonNode second =
                upload(PictureArchive.of(SHAPES, 80).reversedIn("again").tarGz(), "");

        assertThat(second.get("version").intValue()).isEqualTo(2);
        assertThat(second.at("/contents/sha256")).isEqualTo(first.at("/contents/sha256"));
    }

    @Test
    void anArchiveMayComeInPartsInAnyOrderAndAgain() throws IOException {
        JsonNode whole = upload(archive(80), "");
        byte[] archive = archive(80);
        int third = archive.length / 3;
        String upload = http.post("/v1/datasets/figures/uploads", "{}").header("Location");

        put(upload, 3, Arrays.copyOfRange(archive, 2 * third, archive.length));
        Http.Answer early = http.post(upload + "/complete", "");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.body()).contains("upload_incomplete", "[1, 2]");
        put(upload, 1, new byte[] {1, 2, 3});
        put(upload, 2, Arrays.copyOfRange(archive, third, 2 * third));
        put(upload, 1, Arrays.copyOfRange(archive, 0, third));
        assertThat(http.get(upload).json().get("bytes").intValue()).isEqualTo(archive.length);
        JsonNode version = http.post(upload + "/complete", "").json();

        assertThat(ended("/v1/datasets/figures/versions/" + version.get("version"))
                        .at("/contents/sha256"))
                .isEqualTo(whole.at("/contents/sha256"));
        // What came is deleted once the version is there.
        await().untilAsserted(() -> assertThat(http.get(upload).status()).isEqualTo(404));
    }

    private void put(String upload, int number, byte[] part) {
        String path = "%s/parts/%d?sha256=%s".formatted(upload, number, DigestUtils.sha256Hex(part));
        Http.Answer answer = http.send("PUT", path, OCTETS, BodyPublishers.ofByteArray(part));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aPartThatIsNotWhatItsSenderSaysIsRefused() {
        String upload = http.post("/v1/datasets/figures/uploads", "{}").header("Location");

        Http.Answer answer = http.send(
                "PUT", upload + "/parts/1?sha256=" + "0".repeat(64), OCTETS, BodyPublishers.ofString("hello"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("part_mismatch");
        assertThat(http.get(upload).json().get("parts")).isEmpty();
    }

    @Test
    void aPartThatIsSentAgainDamagedOrTooLateChangesNothing() throws IOException {
        String upload = http.post("/v1/datasets/figures/uploads", "{}").header("Location");
        byte[] archive = archive(40);
        put(upload, 1, archive);
        String path = "%s/parts/1?sha256=%s".formatted(upload, DigestUtils.sha256Hex(archive));

        assertThat(http.send("PUT", path, OCTETS, BodyPublishers.ofString("damaged"))
                        .status())
                .isEqualTo(422);
        builder.stop();
        int version = http.post(upload + "/complete", "").json().get("version").intValue();
        assertThat(http.send("PUT", upload + "/parts/1", OCTETS, BodyPublishers.ofString("late"))
                        .status())
                .isEqualTo(409);
        builder.start();

        assertThat(ended("/v1/datasets/figures/versions/" + version)
                        .get("status")
                        .stringValue())
                .isEqualTo("ready");
    }

    @Test
    void aVersionThatARunIsSubmittedWithAtThatMomentIsNotDeleted() throws Exception {
        upload(archive(40), "");
        CountDownLatch held = new CountDownLatch(1);
        Executor itsOwnThread =
                work -> new Thread(work).start(); // one waits for the other, and the common pool may have but one
        CompletableFuture<Void> submission = CompletableFuture.runAsync(
                () -> transaction.executeWithoutResult(status -> {
                    assertThat(catalog.hold("figures@1")).isTrue();
                    held.countDown();
                    awaitWaitingDelete();
                }),
                itsOwnThread);
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Integer> deletion = CompletableFuture.supplyAsync(
                () -> http.delete("/v1/datasets/figures/versions/1").status(), itsOwnThread);

        submission.get(30, TimeUnit.SECONDS);
        assertThat(deletion.get(30, TimeUnit.SECONDS)).isEqualTo(204);
    }

    /** Somebody waits for a row of ours: who deletes one has looked for nothing yet. */
    private void awaitWaitingDelete() {
        await().until(() -> jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where wait_event_type = 'Lock' and query like '%dataset_version%' and query like 'select%'""").query(Integer.class).single() > 0);
    }

    @Test
    void anArchiveThatIsNoneFailsWithAWordOnWhatIsWrong() {
        JsonNode version = upload("hello".getBytes(StandardCharsets.UTF_8), "");

        assertThat(version.get("status").stringValue()).isEqualTo("failed");
        assertThat(version.get("reason").stringValue()).isEqualTo("malformed_archive");
        assertThat(version.get("detail").stringValue()).contains("no zip, tar or tar.gz");
        assertThat(http.post("/v1/runs", run("figures@1")).status()).isEqualTo(422);
        assertThat(parts()).as("what came is kept, to go on with").isNotEmpty();
        assertThat(http.delete("/v1/datasets/figures/versions/1").status()).isEqualTo(204);
        await("and goes with its version").until(() -> parts().isEmpty());
    }

    private List<String> parts() {
        try {
            return store.list("uploads/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anUploadGoesWithItsDataSet() {
        String upload = http.post("/v1/datasets/figures/uploads", "{}").header("Location");
        put(upload, 1, new byte[] {1, 2, 3});

        assertThat(http.delete("/v1/datasets/figures").status()).isEqualTo(204);

        await().until(() -> parts().isEmpty());
    }

    @Test
    void whatIsWrongWithARequestIsSaidByItsName() {
        Http.Answer options = http.send(
                "POST",
                "/v1/datasets/figures/versions?image_size=48&resize=stretch&colour=red",
                OCTETS,
                BodyPublishers.ofString("x"));
        assertThat(options.status()).isEqualTo(422);
        assertThat(options.body()).contains("?image_size", "32, 64", "?resize", "crop", "?colour");

        assertThat(http.post("/v1/datasets", "{\"name\": \"cifar-10\"}").status())
                .isEqualTo(422);
        assertThat(http.post("/v1/datasets", "{\"name\": \"A B\"}").status()).isEqualTo(422);
        Http.Answer taken = http.post("/v1/datasets", "{\"name\": \"figures\"}");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.json().get("code").stringValue()).isEqualTo("dataset_exists");
        assertThat(http.get("/v1/datasets/none").status()).isEqualTo(404);
        assertThat(http.get("/v1/datasets/figures/versions/7")
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("dataset_version_not_found");
        assertThat(http.get("/v1/datasets/figures/versions/x").status()).isEqualTo(404);
    }

    @Test
    void aVersionMayHaveLargerImagesAndRunsTakeIt() throws IOException {
        JsonNode version = upload(archive(80), "?image_size=64");
        assertThat(version.at("/contents/image_size").intValue())
                .as(version.toString())
                .isEqualTo(64);

        Http.Answer run = http.post("/v1/runs", run("figures@1"));

        assertThat(run.status()).as(run.body()).isEqualTo(201);
    }

    @Test
    void aVersionIsShownAsASheetOfItsImagesAndTellsOfItsMaking() throws Exception {
        upload(archive(200), "");

        byte[] png = HttpClient.newHttpClient()
                .send(http.request("/v1/datasets/figures/versions/1/preview").build(), BodyHandlers.ofByteArray())
                .body();
        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(sheet.getHeight()).isEqualTo(10 * 34 + 2);
        assertThat(sheet.getWidth()).isEqualTo(16 * 34 + 2);
        assertThat(http.get("/v1/datasets/figures/versions/1/events", "text/event-stream")
                        .body())
                .contains("event: done", "\"status\":\"ready\"");
        assertThat(http.get("/v1/datasets/figures@1/images?split=train&limit=3")
                        .json()
                        .get("data"))
                .hasSize(3);
    }

    @Test
    void aDataSetMayBeSharedAndDescribed() {
        Http.Answer changed = http.send(
                "PATCH", "/v1/datasets/figures", "application/json", BodyPublishers.ofString("{\"shared\": true}"));

        assertThat(changed.json().get("shared").booleanValue())
                .as(changed.body())
                .isTrue();
        assertThat(changed.json().get("description").stringValue()).isEqualTo("Some figures.");
        assertThat(http.get("/v1/datasets/registered").json().get("data")).hasSize(1);
    }
}
