package dev.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.trainyard.database.WithPostgres;
import dev.trainyard.registry.SmallDataset;
import dev.trainyard.run.Http;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The whole service over HTTP, with nothing put in the place of anything: real trainings of the smallest network. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "trainyard.worker.poll=100ms",
            "trainyard.worker.heartbeat=200ms",
            "trainyard.data-dir=target/training-service"
        })
@WithPostgres
class TrainingServiceTest {
    private static final int TEST_IMAGES = 2000;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aRunIsTrainedAndItsCurveResultAndParametersCanBeRead() {
        JsonNode run = train("""
                {"model": "resnet-8", "activation": "coslu", "dataset": "shapes", "epochs": 1, "batch_size": 32,
                 "learning_rate": 0.02, "validation_fraction": 0.9}""");
        assertThat(run.get("status").stringValue()).as(run.toString()).isEqualTo("succeeded");
        String path = "/v1/runs/" + run.get("id").stringValue();

        assertThat(run.at("/progress/fraction").doubleValue()).isEqualTo(1);
        assertThat(run.at("/environment/device").stringValue()).startsWith("cpu");
        assertEngine(run.get("environment"));
        assertThat(run.at("/environment/versions/deeplearning4j").stringValue()).startsWith("1.");
        assertThat(run.at("/activation_parameters/a").doubleValue()).isNotEqualTo(1);
        assertThat(run.at("/activation_parameters/b").doubleValue()).isNotEqualTo(1);
        assertResult(run.at("/result/last"));
        assertThat(run.at("/result/best")).isEqualTo(run.at("/result/last"));
        assertCurve(path, run);
        // They are counted once the end is committed, and others can see it.
        await().untilAsserted(() -> assertMetrics(run.get("id").stringValue()));
        assertHealthy();
    }

    @Test
    void aRunThatBeginsWithTheWeightsOfAnotherKnowsWhatThatHasLearnt() {
        String recipe = """
                {"model": "resnet-8", "activation": "coslu", "dataset": "figures", "epochs": 1, "batch_size": 32,
                 "validation_fraction": 0.5, "learning_rate": %s, "initial_weights": %s}""";
        SmallDataset.bring(new Http(port));
        JsonNode first = train(recipe.formatted("0.02", "null"));
        String source = "\"%s\"".formatted(first.get("id").stringValue());

        JsonNode second = train(recipe.formatted("1e-9", source));

        assertThat(second.get("status").stringValue()).as(second.toString()).isEqualTo("succeeded");
        // So small a rate changes nothing: what was learnt is what the first had learnt by its end.
        double a = second.at("/activation_parameters/a").doubleValue();
        assertThat(a)
                .isCloseTo(first.at("/activation_parameters/a").doubleValue(), within(1e-6))
                .isNotEqualTo(1);
    }

    @Test
    void aRunWhoseLossIsNoNumberFailsAsDiverged() {
        JsonNode run = train("""
                {"model": "resnet-8", "activation": "relu", "dataset": "shapes", "epochs": 2, "batch_size": 16,
                 "validation_fraction": 0.9, "learning_rate": 100, "weight_decay": 1}""");

        assertThat(run.get("status").stringValue()).isEqualTo("failed");
        assertThat(run.get("reason").stringValue()).isEqualTo("diverged");
        assertThat(run.get("detail").stringValue()).matches("The loss became (NaN|Infinity) in epoch 1, step \\d+");
    }

    @Test
    void whatRunsWillTakeIsTriedWhereNoneWasTrainedYet() {
        jdbc.sql("truncate table run cascade").update(); // those of the tests before

        JsonNode estimate = new Http(port).post("/v1/experiments/preview", """
                {"grid": {"model": ["resnet-14", "resnet-8"], "activation": ["delu"]},
                 "run": {"dataset": "shapes", "epochs": 10, "validation_fraction": 0.5}}""").json();

        assertThat(estimate.get("basis").stringValue()).contains("a short trial");
        double imagesPerSecond = 50_000 / (estimate.get("device_hours").doubleValue() * 3600 / 3); // in ResNet-8's
        assertThat(imagesPerSecond).isBetween(10.0, 100_000.0);
    }

    private JsonNode train(String request) {
        Http http = new Http(port);
        Http.Answer answer = http.post("/v1/runs", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> http.get(answer.header("Location")).json(),
                        run -> run.has("ended_at") && !run.get("ended_at").isNull());
    }

    private static void assertResult(JsonNode test) {
        assertThat(test.get("epoch").intValue()).isEqualTo(1);
        assertThat(test.get("loss").doubleValue()).isPositive().isFinite();
        assertThat(test.get("f1").doubleValue()).isBetween(0.0, 1.0);
        int all = 0;
        int correct = 0;
        for (int row = 0; row < 10; row++) {
            for (int column = 0; column < 10; column++) {
                int images = test.get("confusion").get(row).get(column).intValue();
                all += images;
                correct += row == column ? images : 0;
            }
        }
        assertThat(all).isEqualTo(TEST_IMAGES);
        assertThat(test.get("accuracy").doubleValue()).isCloseTo((double) correct / TEST_IMAGES, within(1e-9));
    }

    private void assertCurve(String path, JsonNode run) {
        JsonNode epochs = new Http(port).get(path + "/epochs").json().get("data");
        assertThat(epochs).hasSize(1);
        JsonNode epoch = epochs.get(0);
        assertThat(epoch).isEqualTo(run.get("last_epoch"));
        // Ten equally frequent classes: knowing nothing has a loss of ln 10, and so few steps stay near it.
        assertThat(epoch.get("train_loss").doubleValue()).isCloseTo(Math.log(10), within(1.0));
        assertThat(epoch.get("validation_loss").doubleValue()).isPositive().isFinite();
        assertThat(epoch.get("train_accuracy").doubleValue()).isBetween(0.05, 0.95);
        assertThat(epoch.get("learning_rate").doubleValue()).isEqualTo(0.02);
        assertThat(epoch.get("images_per_second").doubleValue()).isPositive();
        String[] csv = new Http(port).get(path + "/epochs", "text/csv").body().split("\r\n");
        assertThat(csv).hasSize(2);
        assertThat(csv[0]).startsWith("epoch,train_loss,").endsWith(",a,b");
        assertThat(csv[1]).startsWith("1," + epoch.get("train_loss").doubleValue() + ",");
    }

    private void assertMetrics(String id) {
        String metrics = new Http(port).get("/actuator/prometheus").body();
        String labels = "{activation=\"coslu\",dataset=\"shapes\",model=\"resnet-8\"";
        assertThat(meter(metrics, "trainyard_images_total" + labels)).isEqualTo(1000);
        assertThat(meter(metrics, "trainyard_epoch_duration_seconds_count" + labels))
                .isEqualTo(1);
        double epochSeconds = meter(metrics, "trainyard_epoch_duration_seconds_sum" + labels);
        assertThat(epochSeconds).isPositive();
        assertThat(meter(metrics, "trainyard_run_duration_seconds_sum" + labels))
                .isGreaterThanOrEqualTo(epochSeconds);
        assertThat(meter(metrics, "trainyard_run_queue_wait_seconds_count" + labels))
                .isEqualTo(1);
        assertThat(slots("false")).isEqualTo(1);
        assertThat(slots("true")).isZero();
        assertThat(metrics).doesNotContain(id, id.substring("run_".length()));
    }

    private double slots(String busy) {
        String metrics = new Http(port).get("/actuator/prometheus").body();
        return meter(metrics, "trainyard_slots{busy=\"" + busy + "\",device=\"cpu\"");
    }

    /** The value of the only meter whose name and first labels are these. */
    private static double meter(String metrics, String start) {
        var lines = metrics.lines().filter(line -> line.startsWith(start)).toList();
        assertThat(lines).as(start).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
    }

    private void assertEngine(JsonNode environment) {
        JsonNode engine = new Http(port).get("/actuator/info").json().get("engine");
        assertThat(engine.get("backend").stringValue()).isEqualTo("CpuBackend");
        assertThat(engine.get("native_build").stringValue()).startsWith("linux-x86_64-onednn");
        assertThat(engine.get("threads").intValue())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(engine.get("devices").get(0)).isEqualTo(environment.get("device"));
        assertThat(engine.get("threads")).isEqualTo(environment.get("threads"));
        assertThat(engine.get("instruction_set")).isEqualTo(environment.at("/versions/instruction_set"));
        assertThat(engine.get("native_build")).isEqualTo(environment.at("/versions/nd4j_native_build"));
    }

    private void assertHealthy() {
        for (String probe : new String[] {"liveness", "readiness"}) {
            Http.Answer answer = new Http(port).get("/actuator/health/" + probe);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("status").stringValue()).isEqualTo("UP");
        }
    }
}
