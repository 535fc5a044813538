package dev.trainyard.experiment;

import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.Sharing;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.LearntParameters;
import dev.trainyard.training.TestReport;
import dev.trainyard.training.TrainingResult;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ReportApiTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture runs;

    @Autowired
    private RunQueue queue;

    private Http http;
    private String path;

    /** Other tests have this service, too: what waits here they would train. */
    @AfterEach
    void leaveNothing() {
        runs.deleteAll();
    }

    @BeforeEach
    void submit() {
        http = new Http(port);
        submit(1);
    }

    private void submit(int epochs) {
        runs.deleteAll();
        JsonNode experiment =
                http.post("/v1/experiments", """
                {"name": "depths", "grid": {"model": ["resnet-8", "resnet-14"], "activation": ["relu", "coslu"],
                                            "seed": [1, 2, 3]},
                 "run": {"dataset": "shapes", "epochs": %d}}""".formatted(epochs)).json();
        path = "/v1/experiments/" + experiment.get("id").stringValue() + "/report";
    }

    /** Of coslu each seed is a point better than relu, and two on average. */
    private void train(int count) {
        for (int i = 0; i < count; i++) {
            Optional<ClaimedRun> claim = queue.claim("worker", LEASE);
            ClaimedRun run = claim.orElseThrow();
            queue.commitEpoch(run, report(1), checkpoint(1), true);
            long seed = run.recipe().seed();
            boolean relu = run.recipe().activation().name().equals("relu");
            double accuracy = 0.70 + 0.01 * seed + (relu ? 0 : 0.01 * seed);
            queue.succeed(run, new TrainingResult(test(accuracy), test(accuracy - 0.1)));
        }
    }

    private static TestReport test(double accuracy) {
        return new TestReport(1, 1, accuracy, accuracy, accuracy, accuracy, List.of(List.of(1)));
    }

    @Test
    void aCellIsTheMeanOverItsSeedsAndItsDifferenceFromTheBaselineSeedBySeed() {
        train(12);

        JsonNode row = http.get(path).json().get("rows").get(0);

        assertThat(row.get("fields").get("model").stringValue()).isEqualTo("resnet-8");
        JsonNode relu = row.get("cells").get(0);
        assertThat(relu.get("best").get("mean").doubleValue()).isCloseTo(0.72, within(1e-12));
        assertThat(relu.get("best").get("deviation").doubleValue()).isCloseTo(0.01, within(1e-12));
        assertThat(relu.get("last").get("mean").doubleValue()).isCloseTo(0.62, within(1e-12));
        assertThat(relu.get("gap").get("mean").doubleValue()).isCloseTo(0.5 - 0.62, within(1e-12));
        assertThat(relu.get("best_over_baseline").isNull()).isTrue();
        JsonNode coslu = row.get("cells").get(1);
        JsonNode difference = coslu.get("best_over_baseline");
        assertThat(difference.get("mean").doubleValue()).isCloseTo(0.02, within(1e-12));
        assertThat(difference.get("low").doubleValue()).isCloseTo(0.01, within(1e-12));
        assertThat(difference.get("high").doubleValue()).isCloseTo(0.03, within(1e-12));
        assertThat(difference.get("seeds").intValue()).isEqualTo(3);
        assertThat(coslu.get("learnt").get("a").doubleValue()).isEqualTo(1.5);
        assertThat(coslu.get("images_per_second").doubleValue()).isPositive();
    }

    @Test
    void whatIsNotTrainedYetIsLeftOut() {
        train(5); // all four combinations with seed 1, and one more

        JsonNode cells = http.get(path).json().get("rows").get(0).get("cells");

        assertThat(cells.get(0).get("succeeded").intValue()).isEqualTo(2);
        assertThat(cells.get(1).get("succeeded").intValue()).isEqualTo(1);
        assertThat(cells.get(1).get("runs").intValue()).isEqualTo(3);
        assertThat(cells.get(1).get("best").get("deviation").isNull()).isTrue();
        JsonNode difference = cells.get(1).get("best_over_baseline");
        assertThat(difference.get("seeds").intValue()).isEqualTo(1);
        assertThat(difference.get("low").isNull()).isTrue();
    }

    @Test
    void anotherBaselineCanBeChosenAndOneThatIsNotThereComparesNothing() {
        train(12);

        JsonNode cells =
                http.get(path + "?baseline=coslu").json().get("rows").get(0).get("cells");
        assertThat(cells.get(0).get("best_over_baseline").get("mean").doubleValue())
                .isCloseTo(-0.02, within(1e-12));

        JsonNode none = http.get(path + "?baseline=gelu").json();
        assertThat(none.get("baseline").isNull()).isTrue();
        assertThat(none.get("rows")
                        .get(0)
                        .get("cells")
                        .get(1)
                        .get("best_over_baseline")
                        .isNull())
                .isTrue();
    }

    @Test
    void markdownHasTheTableOfThePaper() {
        train(12);

        Http.Answer answer = http.get(path, "text/markdown");

        assertThat(answer.header("Content-Type")).startsWith("text/markdown");
        assertThat(answer.body())
                .contains("# depths")
                .contains("| dataset | model | relu | coslu |")
                .contains("| shapes | resnet-8 | 72.00 ± 1.00 (3) | 74.00 ± 2.00 (3) |")
                .contains("| shapes | resnet-14 |  | +2.00 [+1.00, +3.00] (3) |");
    }

    @Test
    void csvHasALineForEachCell() {
        train(12);

        List<String> lines = http.get(path, "text/csv").body().lines().toList();

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("dataset,model,activation,runs,succeeded,best_mean,");
        assertThat(lines.get(1)).startsWith("shapes,resnet-8,relu,3,3,0.7");
        assertThat(lines.get(1).split(",", -1)).hasSameSizeAs(lines.get(0).split(",", -1));
    }

    @Test
    void anExperimentWithoutAResultHasATableAllTheSame() {
        assertThat(http.get(path, "text/markdown").body()).contains("| shapes | resnet-8 |  |  |");
        assertThat(http.get(path, "text/csv").body().lines()).hasSize(5);
    }

    @Test
    void aPreviewRestsOnWhatRunsHaveTakenAndSubmitsNone() {
        String grid = "{\"grid\": {\"model\": [\"resnet-20\"], \"activation\": [\"relu\", \"gelu\"]},"
                + " \"run\": {\"dataset\": \"shapes\", \"epochs\": 2}}";
        JsonNode unknown = http.post("/v1/experiments/preview", grid).json();
        assertThat(unknown.get("runs").intValue()).isEqualTo(2);
        assertThat(unknown.get("images").intValue()).isEqualTo(2 * 2 * 9000);
        assertThat(unknown.get("device_hours").isNull()).isTrue();
        assertThat(unknown.get("basis").stringValue()).contains("does not train");

        train(1); // ResNet-8, 1.5 s for an epoch of the same size

        JsonNode known = http.post("/v1/experiments/preview", grid).json();
        assertThat(known.get("device_hours").doubleValue()).isCloseTo(2 * 2 * 1.5 * 3 / 3600, within(1e-9));
        assertThat(known.get("basis").stringValue()).contains("depth");
        assertThat(http.get("/v1/runs").json().get("data")).hasSize(12);
    }

    @Test
    void chartsAreDrawnOfWhatTheRunsHaveComeTo() {
        train(12);

        Http.Answer accuracy = http.get(chart("accuracy?epoch=last"), "image/svg+xml");
        assertThat(accuracy.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(accuracy.body())
                .contains("Test accuracy on shapes, last epoch", ">relu<", ">coslu<")
                .containsPattern("<circle");
        assertThat(http.get(chart("curves?model=resnet-14&curve=train_loss"), "image/svg+xml")
                        .body())
                .contains("Train loss of resnet-14 on shapes", ">relu<");
    }

    @Test
    void anActivationIsDrawnAsItsBestEpochsHaveLearntIt() {
        submit(2);
        String none =
                http.get(chart("activation?activation=coslu"), "image/svg+xml").body();
        assertThat(none)
                .contains("coslu as learnt by resnet-8 on shapes", ">start<", ">relu<")
                .doesNotContain(">learnt<");

        trainWorseAndWorse(Map.of("a", 0.0, "b", 1.0), Map.of("a", 9.0, "b", 9.0));

        String svg = http.get(chart("activation"), "image/svg+xml").body();
        assertThat(svg).contains("coslu as learnt by resnet-8 on shapes", ">learnt<", ">start<", ">relu<");
        // With a = 0 that is x s(x), 3.93 at 4, below ReLU; the second epoch's goes beyond 10.
        assertThat(svg).contains(">4<").doesNotContain(">5<", ">6<", ">8<", ">10<");
        assertThat(http.get(chart("activation?activation=relu"), "image/svg+xml")
                        .body())
                .contains("relu as learnt by", ">relu<")
                .doesNotContain(">start<", ">learnt<");
        assertThat(http.get(chart("activation?activation=gelu"), "*/*").json().toString())
                .contains("invalid_request", "activation", "gelu", "coslu, relu");
    }

    /** All four combinations with seed 1: two epochs each, of which the first was the better one. */
    private void trainWorseAndWorse(Map<String, Double> first, Map<String, Double> second) {
        for (int i = 0; i < 4; i++) {
            ClaimedRun run = queue.claim("worker", LEASE).orElseThrow();
            boolean relu = run.recipe().activation().name().equals("relu");
            queue.commitEpoch(run, learnt(1, relu ? Map.of() : first), checkpoint(1), true);
            queue.commitEpoch(run, learnt(2, relu ? Map.of() : second), checkpoint(2), false);
        }
    }

    private static EpochReport learnt(int epoch, Map<String, Double> parameters) {
        Map<String, List<List<Double>>> values = new TreeMap<>();
        parameters.forEach((name, value) -> values.put(name, List.of(List.of(value))));
        return new EpochReport(
                epoch,
                1,
                0.5,
                epoch,
                0.4,
                0.1,
                9000,
                1000,
                Duration.ofMillis(1500),
                new LearntParameters(Sharing.NETWORK, values));
    }

    @Test
    void everyChartIsAPngForWhoeverAcceptsThat() throws Exception {
        submit(2);
        trainWorseAndWorse(Map.of("a", 0.0, "b", 1.0), Map.of("a", 9.0, "b", 9.0));

        for (String each : List.of("accuracy", "curves", "activation")) {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            http.request(chart(each))
                                    .header("Accept", "image/png")
                                    .build(),
                            BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
            assertThat(image.getWidth()).isEqualTo(1520);
        }
        assertThat(http.get(chart("accuracy"), "*/*").header("Content-Type")).startsWith("image/svg+xml");
        assertThat(http.get(chart("accuracy"), "image/gif").status()).isEqualTo(406);
        assertThat(http.get(chart("accuracy?dataset=mnist"), "image/png").body())
                .contains("mnist", "shapes");
    }

    @Test
    void chartsOfWhatIsNotThereAreRefusedByName() {
        assertThat(http.get(chart("accuracy?dataset=cifar-10"), "*/*").body()).contains("shapes");
        assertThat(http.get(chart("curves?curve=loss"), "*/*").status()).isEqualTo(422);
        assertThat(http.get(chart("curves?model=resnet-8"), "*/*").body()).contains("Nothing has been measured yet.");
    }

    private String chart(String which) {
        return path.replace("/report", "/charts/" + which);
    }
}
