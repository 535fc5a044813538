package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.Activations;
import dev.trainyard.activation.Sharing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class RunApiTest {
    private static final String SHORTEST =
            "{\"model\":\"resnet-20\",\"activation\":\"coslu\",\"dataset\":\"cifar-10\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        fixture.deleteAll();
    }

    @Test
    void theShortestRequestIsAnsweredWithThePublishedRecipeWrittenOut() {
        Http.Answer answer = http.post("/v1/runs", SHORTEST);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode run = answer.json();
        assertThat(answer.header("Location"))
                .isEqualTo("/v1/runs/" + run.get("id").stringValue());
        assertThat(run.get("status").stringValue()).isEqualTo("queued");
        assertThat(run.get("created_at").stringValue()).endsWith("Z");
        assertThat(run.get("spec")).isEqualTo(json("""
                {"model": "resnet-20",
                 "activation": {"name": "coslu", "sharing": "network", "initial": {"a": 1.0, "b": 1.0}, "terms": []},
                 "dataset": "cifar-10", "epochs": 90, "batch_size": 128, "optimizer": "sgd", "learning_rate": 0.1,
                 "momentum": 0.9, "weight_decay": 1e-4,
                 "schedule": {"type": "step", "milestones": [45, 65], "factor": 0.1},
                 "augmentation": "flip_or_crop",
                 "normalization": {"mean": [0.4914, 0.4822, 0.4465], "std": [0.2470, 0.2435, 0.2616]},
                 "shortcut": "A", "validation_fraction": 0.1, "seed": 42, "devices": 1,
                 "early_stopping": null, "initial_weights": null}"""));
        assertThat(run.get("max_runtime_seconds").isNull()).isTrue();
        assertThat(http.get(answer.header("Location")).json()).isEqualTo(run);
    }

    @Test
    void aSpecificationComesBackAsItWasAskedForAndCanBeSubmittedAgain() {
        String spec = """
                {"model": "resnet-8",
                 "activation": {"name": "coslu", "sharing": "channel", "initial": {"a": -0.5, "b": 2.0}, "terms": []},
                 "dataset": "shapes", "epochs": 7, "batch_size": 32, "optimizer": "nesterov", "learning_rate": 0.05,
                 "momentum": 0.0, "weight_decay": 0.0, "schedule": {"type": "cosine", "epochs": 9},
                 "augmentation": "none",
                 "normalization": {"mean": [0.1, 0.2, 0.3], "std": [1.0, 2.0, 3.0]}, "shortcut": "B",
                 "validation_fraction": 0.2, "seed": 9007199254740991, "devices": 1,
                 "early_stopping": {"patience": 3, "min_delta": 0.01}, "initial_weights": null}""";
        Http.Answer first = http.post(
                "/v1/runs",
                spec.replace("\"terms\": []", "\"sharing\": \"channel\"")
                        .replace("\"sharing\": \"channel\", \"initial\"", "\"initial\""));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().get("spec")).isEqualTo(json(spec));

        Http.Answer again = http.post("/v1/runs", first.json().get("spec").toString());
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.json().get("spec")).isEqualTo(first.json().get("spec"));
    }

    @Test
    void pagesNeitherSkipNorRepeatARunWhileNewOnesCome() {
        List<String> submitted = new ArrayList<>(
                IntStream.range(0, 7).mapToObj(i -> fixture.submit().toString()).toList());
        List<String> seen = new ArrayList<>();
        JsonNode page = http.get("/v1/runs?limit=3").json();
        seen.addAll(ids(page));
        while (page.get("has_more").booleanValue()) {
            fixture.submit();
            page = http.get("/v1/runs?limit=3&after=" + page.get("next").stringValue())
                    .json();
            seen.addAll(ids(page));
        }

        assertThat(page.get("next").isNull()).isTrue();
        Collections.reverse(submitted);
        assertThat(seen).isEqualTo(submitted);
    }

    @Test
    void aPageThatHoldsTheLastRunHasNoMore() {
        IntStream.range(0, 3).forEach(i -> fixture.submit());

        assertThat(http.get("/v1/runs?limit=3").json().get("has_more").booleanValue())
                .isFalse();
    }

    @Test
    void filtersFindRunsByWhatTheyAre() {
        String ann = fixture.submit("ann", 0).toString();
        String bob = fixture.submit("bob", 9).toString();
        String tagged = http.post("/v1/runs", SHORTEST.replace("}", ",\"tags\":[\"x y\",\"z\"]}"))
                .json()
                .get("id")
                .stringValue();
        assertThat(queue.claim("worker", LEASE)).isPresent();

        assertThat(list("owner=ann")).containsExactly(ann);
        assertThat(list("status=running")).containsExactly(bob);
        assertThat(list("status=queued")).containsExactly(tagged, ann);
        assertThat(list("model=resnet-8")).containsExactly(bob, ann);
        assertThat(list("dataset=cifar-10")).containsExactly(tagged);
        assertThat(list("activation=coslu&status=queued&dataset=shapes")).containsExactly(ann);
        assertThat(list("tag=x%20y")).containsExactly(tagged);
        assertThat(list("tag=x")).isEmpty();
        assertThat(list("activation=relu")).isEmpty();
    }

    @Test
    void epochsComeAsJsonWithTheLearntParameters() {
        String id = trained(Sharing.NETWORK);

        JsonNode epochs = http.get("/v1/runs/" + id + "/epochs", "*/*").json();
        assertThat(epochs.get("data")).hasSize(2);
        assertThat(epochs.get("data").get(0)).isEqualTo(json("""
                {"epoch": 1, "train_loss": 1.5, "train_accuracy": 0.5, "validation_loss": 1.6,
                 "validation_accuracy": 0.4, "learning_rate": 0.1, "images_per_second": 1000.0,
                 "duration_seconds": 1.5, "activation_parameters": {"a": 1.5},
                 "finished_at": "%s"}""".formatted(
                        epochs.get("data").get(0).get("finished_at").stringValue())));
    }

    @Test
    void parametersOfEachLayerOrChannelComeAsLists() {
        assertThat(parameters(trained(Sharing.LAYER))).isEqualTo(json("{\"a\": [1.5, 1.5]}"));
        assertThat(parameters(trained(Sharing.CHANNEL))).isEqualTo(json("{\"a\": [[1.5, 2.5], [1.5, 2.5]]}"));
    }

    @Test
    void epochsComeAsCsvForWhomAsksForIt() {
        String epochs = "/v1/runs/" + trained(Sharing.NETWORK) + "/epochs";
        Http.Answer answer = http.get(epochs, "text/csv");
        JsonNode second =
                http.get(epochs, "application/json").json().get("data").get(1);

        assertThat(answer.header("Content-Type")).isEqualTo("text/csv");
        String[] lines = answer.body().split("\r\n", -1);
        assertThat(lines).hasSize(4);
        assertThat(lines[0])
                .isEqualTo("epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate,"
                        + "images_per_second,duration_seconds,finished_at,a");
        assertThat(lines[2])
                .isEqualTo("2,0.75,0.5,0.8,0.4,0.1,1000.0,1.5,%s,1.5"
                        .formatted(second.get("finished_at").stringValue()));
        assertThat(lines[3]).isEmpty();
    }

    @Test
    void manyParametersAreOneQuotedColumnOfTheCsv() {
        Http.Answer answer = http.get("/v1/runs/" + trained(Sharing.LAYER) + "/epochs", "text/csv");

        assertThat(answer.body().lines().skip(1).findFirst().orElseThrow()).endsWith(",\"{\"\"a\"\":[1.5,1.5]}\"");
    }

    @Test
    void aRunWithoutEpochsHasACsvWithItsHeaderAlone() {
        assertThat(http.get("/v1/runs/" + fixture.submit() + "/epochs", "text/csv")
                        .body()
                        .lines())
                .hasSize(1);
    }

    @Test
    void theCataloguesListWhatARunCanBeMadeOf() {
        assertThat(http.get("/v1/activations").json().get("data")).hasSameSizeAs(Activations.names());
        assertThat(http.get("/v1/models").json().get("data")).hasSize(18);
        assertThat(http.get("/v1/models").json().get("data").get(2))
                .isEqualTo(json(
                        "{\"name\": \"resnet-20\", \"depth\": 20, \"blocks_per_stage\": 3, \"parameters\": 269722}"));
        JsonNode datasets = http.get("/v1/datasets").json().get("data");
        assertThat(datasets)
                .extracting(one -> one.get("name").stringValue())
                .contains("cifar-10", "cifar-100", "shapes");
        assertThat(datasets.get(0).get("train_images").intValue()).isEqualTo(50_000);
    }

    @Test
    void metricsCountRunsAndTimeTheirEpochsByKindNeverByRun() {
        String id = trained(Sharing.NETWORK);

        String metrics = http.get("/actuator/prometheus").body();
        assertThat(metrics)
                .contains("trainyard_runs{application=\"trainyard\",status=\"running\"}"
                        .replace("application=\"trainyard\",", ""))
                .contains(
                        "trainyard_epoch_duration_seconds_count{activation=\"coslu\",dataset=\"shapes\",model=\"resnet-8\"}")
                .contains("trainyard_run_queue_wait_seconds_count{activation=\"coslu\"")
                .contains("trainyard_images_total{activation=\"coslu\"")
                .doesNotContain(id);
    }

    @Test
    void healthAndInfoAnswer() {
        assertThat(http.get("/actuator/health/readiness").json().get("status").stringValue())
                .isEqualTo("UP");
        assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(http.get("/actuator/info").status()).isEqualTo(200);
        assertThat(http.get("/swagger-ui/index.html").status()).isEqualTo(200);
    }

    private String trained(Sharing sharing) {
        String id = fixture.submit("ann", 100, sharing).toString();
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        queue.commitEpoch(claim, report(1, sharing), checkpoint(1), true);
        queue.commitEpoch(claim, report(2, sharing), checkpoint(2), true);
        return id;
    }

    private JsonNode parameters(String id) {
        return http.get("/v1/runs/" + id).json().get("activation_parameters");
    }

    private List<String> list(String query) {
        return ids(http.get("/v1/runs?" + query).json());
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("data").spliterator(), false)
                .map(run -> run.get("id").stringValue())
                .toList();
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
