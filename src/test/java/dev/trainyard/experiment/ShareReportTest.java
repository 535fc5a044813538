package dev.trainyard.experiment;

import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.trainyard.archive.PictureArchive;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.training.TestReport;
import dev.trainyard.training.TrainingResult;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ShareReportTest {
    private static final String STUDY = """
            {"grid": {"activation": ["relu"], "seed": [1, 2]}, "expansion": {"dataset": "figures", "shares": [50, 100]},
             "run": {"model": "resnet-8", "epochs": 1}}""";

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture runs;

    @Autowired
    private RunQueue queue;

    @Autowired
    private JdbcClient jdbc;

    private Http http;

    @BeforeEach
    void bring() throws IOException {
        http = new Http(port);
        runs.deleteAll();
        http.post("/v1/datasets", "{\"name\": \"figures\"}");
        bringVersion();
    }

    private void bringVersion() throws IOException {
        byte[] archive = PictureArchive.of(new DatasetCatalog(Path.of("target", "no-data")).load("shapes"), 40)
                .zip();
        String version = http.send(
                        "POST", "/v1/datasets/figures/versions", "application/zip", BodyPublishers.ofByteArray(archive))
                .header("Location");
        await().until(() -> http.get(version).json().get("status").stringValue().equals("ready"));
    }

    @AfterEach
    void leaveNothing() {
        runs.deleteAll();
        jdbc.sql("delete from experiment").update();
        jdbc.sql("delete from dataset").update();
    }

    @Test
    void aVersionIsTrainedWithSharesOfItsAddedImagesAndWithAsManyCopies() throws IOException {
        JsonNode experiment = http.post("/v1/experiments", STUDY).json();
        String path = "/v1/experiments/" + experiment.get("id").stringValue();
        assertThat(datasets()).as(experiment.toString()).hasSize(10);

        train(10);

        JsonNode rows = http.get(path + "/shares").json().get("rows");
        assertThat(rows.valueStream().map(row -> row.get("kind").stringValue() + row.get("percent")))
                .containsExactly("web0", "web50", "web100", "copies50", "copies100");
        assertThat(rows.get(0).get("dataset").stringValue()).isEqualTo("figures@1");
        assertThat(rows.get(0).at("/best/mean").doubleValue()).isCloseTo(0.715, within(1e-9));
        assertThat(rows.get(0).get("best_over_base").isNull()).isTrue();
        assertThat(rows.get(2).at("/best_over_base/mean").doubleValue()).isCloseTo(0.1, within(1e-9));
        assertThat(rows.get(2).at("/best_over_base/seeds").intValue()).isEqualTo(2);
        assertThat(rows.get(4).at("/last_over_base/mean").doubleValue()).isCloseTo(0, within(1e-9));
        assertThat(http.get(path + "/shares", "text/csv").body().lines().skip(1))
                .hasSize(5)
                .first()
                .asString()
                .startsWith("figures@1,resnet-8,relu,web,0,2,0.715");
        assertThat(http.get(path + "/charts/shares", "image/svg+xml").body()).contains(">relu, web<", ">relu, copies<");
    }

    @Test
    void seedsThatComeLaterAreTrainedOnTheSameVersion() throws IOException {
        String path = "/v1/experiments/"
                + http.post("/v1/experiments", STUDY).json().get("id").stringValue();
        bringVersion();

        assertThat(http.post(path + "/seeds", "{\"seeds\": [3]}").status()).isEqualTo(202);

        assertThat(datasets()).hasSize(15).allMatch(dataset -> dataset.startsWith("figures@1+"));
    }

    @Test
    void aStudyNamesOneVersionAndNoOtherDataSets() {
        Http.Answer twice =
                http.post("/v1/experiments", STUDY.replace("\"epochs\"", "\"dataset\": \"shapes\", \"epochs\""));
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.body()).contains("/expansion", "one of the two");
        Http.Answer absent = http.post("/v1/experiments", STUDY.replace("figures", "nothing"));
        assertThat(absent.status()).isEqualTo(422);
        assertThat(absent.body()).contains("/grid/dataset/0", "nothing+web=0%");
    }

    private List<String> datasets() {
        return http.get("/v1/runs?limit=50")
                .json()
                .get("data")
                .valueStream()
                .map(run -> run.at("/spec/dataset").stringValue())
                .collect(Collectors.toList());
    }

    /** With a share each is better by that share of ten points, with copies not at all. */
    private void train(int count) {
        for (int i = 0; i < count; i++) {
            ClaimedRun run = queue.claim("worker", Duration.ofMinutes(1)).orElseThrow();
            queue.commitEpoch(run, report(1), checkpoint(1), true);
            String dataset = run.recipe().dataset();
            double gain = dataset.contains("web=50%") ? 0.05 : dataset.contains("web=100%") ? 0.1 : 0;
            double accuracy = 0.70 + 0.01 * run.recipe().seed() + gain;
            queue.succeed(run, new TrainingResult(test(accuracy), test(accuracy - 0.1)));
        }
    }

    private static TestReport test(double accuracy) {
        return new TestReport(1, 1, accuracy, accuracy, accuracy, accuracy, List.of(List.of(1)));
    }
}
