package dev.trainyard.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ExperimentApiTest {
    private static final String EXPERIMENTS = "/v1/experiments";
    private static final String GRID = """
            {"name": "a study", "grid": {"seed": [1, 2], "model": ["resnet-8", "resnet-14"], "activation": ["relu", "coslu"]},
             "run": {"dataset": "shapes", "epochs": 3}}""";

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture runs;

    @Autowired
    private JdbcClient jdbc;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        runs.deleteAll();
        jdbc.sql("delete from experiment").update();
    }

    @Test
    void aGridBecomesOneRunForEachCombinationAndTheSeedChangesLast() {
        Http.Answer created = http.post(EXPERIMENTS, GRID);

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().get("size").intValue()).isEqualTo(8);
        assertThat(created.json().get("statuses").get("queued").intValue()).isEqualTo(8);
        assertThat(combinations(created.json()))
                .containsExactly(
                        "resnet-8 relu 1",
                        "resnet-14 relu 1",
                        "resnet-8 coslu 1",
                        "resnet-14 coslu 1",
                        "resnet-8 relu 2",
                        "resnet-14 relu 2",
                        "resnet-8 coslu 2",
                        "resnet-14 coslu 2");
        assertThat(http.get(created.header("Location")).json()).isEqualTo(created.json());
    }

    @Test
    void itsRunsAreOrdinaryOnes() {
        JsonNode last = http.post(EXPERIMENTS, GRID).json().get("runs").get(7);

        JsonNode run = http.get("/v1/runs/" + last.get("id").stringValue()).json();

        assertThat(run.get("status").stringValue()).isEqualTo("queued");
        assertThat(run.get("spec").get("model").stringValue()).isEqualTo("resnet-14");
        assertThat(run.get("spec").get("activation").get("name").stringValue()).isEqualTo("coslu");
        assertThat(run.get("spec").get("seed").intValue()).isEqualTo(2);
        assertThat(run.get("spec").get("epochs").intValue()).isEqualTo(3);
    }

    @Test
    void withoutSeedsThereIsTheOneOfTheRunOrTheUsualOne() {
        String usual =
                "{\"grid\": {\"activation\": [\"relu\"]}, \"run\": {\"model\": \"resnet-8\", \"dataset\": \"shapes\"}}";
        assertThat(http.post(EXPERIMENTS, usual)
                        .json()
                        .get("grid")
                        .get("seed")
                        .get(0)
                        .intValue())
                .isEqualTo(42);

        String own = usual.replace("\"shapes\"", "\"shapes\", \"seed\": 7");
        assertThat(http.post(EXPERIMENTS, own)
                        .json()
                        .get("grid")
                        .get("seed")
                        .get(0)
                        .intValue())
                .isEqualTo(7);
    }

    @Test
    void whatIsWrongIsToldAtItsPlaceAndNothingIsStored() {
        Http.Answer answer = http.post(EXPERIMENTS, """
                {"grid": {"model": ["resnet-8", "resnet-9"], "activation": ["relu", {"name": "coslu", "sharing": "all"}],
                          "tags": [["a"]], "epochs": 3, "momentum": [0.9, 0.9], "batch_size": [64]},
                 "run": {"dataset": "nowhere", "batch_size": 32}, "owner": "me"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(messages(answer.json()))
                .containsExactlyInAnyOrder(
                        "/grid: grid.tags is no field of a recipe",
                        "/grid: grid.epochs is no list with values",
                        "/grid: grid.momentum has a value twice",
                        "/grid: batch_size is in the grid and in the run",
                        "/owner: owner is no field here");

        Http.Answer values = http.post(EXPERIMENTS, """
                {"grid": {"model": ["resnet-8", "resnet-9"], "activation": ["relu", {"name": "coslu", "sharing": "all"}]},
                 "run": {"dataset": "nowhere", "epochs": 0}}""");

        assertThat(values.status()).isEqualTo(422);
        assertThat(messages(values.json()).stream().map(text -> text.split(":")[0]))
                .containsExactlyInAnyOrder(
                        "/run/dataset", "/run/epochs", "/grid/model/1", "/grid/activation/1/sharing");
        assertThat(http.get(EXPERIMENTS).json().get("data")).isEmpty();
        assertThat(http.get("/v1/runs").json().get("data")).isEmpty();
    }

    @Test
    void aFieldThatIsNowhereIsMissingInTheGrid() {
        Http.Answer answer =
                http.post(EXPERIMENTS, "{\"grid\": {\"activation\": [\"relu\"]}, \"run\": {\"dataset\": \"shapes\"}}");

        assertThat(messages(answer.json())).containsExactly("/grid/model: model is missing");
    }

    @Test
    void aGridThatIsTooLargeIsRefusedBeforeAnybodyWorksAtIt() {
        StringBuilder seeds = new StringBuilder("0");
        for (int seed = 1; seed < 600; seed++) {
            seeds.append(',').append(seed);
        }

        Http.Answer answer = http.post(EXPERIMENTS, """
                {"grid": {"seed": [%s], "activation": ["relu", "coslu"]},
                 "run": {"model": "resnet-8", "dataset": "shapes"}}""".formatted(seeds));

        assertThat(messages(answer.json())).containsExactly("/grid: these are 1200 runs");
    }

    @Test
    void theSameKeyMakesOneExperiment() {
        for (int time = 0; time < 2; time++) {
            Http.Answer answer = Http.send(http.request(EXPERIMENTS)
                    .header("Idempotency-Key", "study-" + port)
                    .header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(GRID)));
            assertThat(answer.status()).isEqualTo(201);
        }

        assertThat(http.get(EXPERIMENTS).json().get("data")).hasSize(1);
        assertThat(http.get("/v1/runs").json().get("data")).hasSize(8);
    }

    @Test
    void moreSeedsFollowThoseThatThereAre() {
        JsonNode before = http.post(EXPERIMENTS, GRID).json();
        String path = EXPERIMENTS + "/" + before.get("id").stringValue();

        Http.Answer longer = http.post(path + "/seeds", "{\"seeds\": [3]}");

        assertThat(longer.status()).as(longer.body()).isEqualTo(202);
        assertThat(combinations(longer.json()).subList(8, 12))
                .containsExactly("resnet-8 relu 3", "resnet-14 relu 3", "resnet-8 coslu 3", "resnet-14 coslu 3");
        assertThat(longer.json().get("runs").get(0))
                .isEqualTo(before.get("runs").get(0));
        Http.Answer again = http.post(path + "/seeds", "{\"seeds\": [4, 3]}");
        assertThat(messages(again.json())).containsExactly("/seeds: seeds has 3, which is there already");
    }

    @Test
    void allRunsArePausedResumedAndCancelledAsAWhole() {
        JsonNode experiment = http.post(EXPERIMENTS, GRID).json();
        String path = EXPERIMENTS + "/" + experiment.get("id").stringValue();
        http.post("/v1/runs/" + experiment.get("runs").get(0).get("id").stringValue() + "/cancel", "");

        assertThat(http.post(path + "/pause", "").json().get("runs").intValue()).isEqualTo(7);
        assertThat(http.get(path).json().get("statuses").get("paused").intValue())
                .isEqualTo(7);
        assertThat(http.post(path + "/resume", "").json().get("runs").intValue())
                .isEqualTo(7);
        assertThat(http.post(path + "/cancel", "").json().get("runs").intValue())
                .isEqualTo(7);
        assertThat(http.get(path).json().get("statuses").get("cancelled").intValue())
                .isEqualTo(8);
    }

    @Test
    void aRunThatWasDeletedLeavesAHole() {
        JsonNode experiment = http.post(EXPERIMENTS, GRID).json();
        runs.deleteAll();

        JsonNode shown =
                http.get(EXPERIMENTS + "/" + experiment.get("id").stringValue()).json();

        assertThat(shown.get("runs")).hasSize(8);
        assertThat(shown.get("runs").get(0).get("id").isNull()).isTrue();
        assertThat(shown.get("statuses")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(http.get(EXPERIMENTS + "/exp_1").json().get("code").stringValue())
                .isEqualTo("experiment_not_found");
        assertThat(http.get(EXPERIMENTS + "?after=x").status()).isEqualTo(422);
    }

    private static List<String> combinations(JsonNode experiment) {
        List<String> combinations = new ArrayList<>();
        for (JsonNode run : experiment.get("runs")) {
            JsonNode values = run.get("values");
            combinations.add("%s %s %d"
                    .formatted(
                            values.get("model").stringValue(),
                            values.get("activation").stringValue(),
                            values.get("seed").intValue()));
        }
        return combinations;
    }

    private static List<String> messages(JsonNode problem) {
        List<String> messages = new ArrayList<>();
        for (JsonNode error : problem.get("errors")) {
            messages.add(error.get("pointer").stringValue() + ": "
                    + error.get("message").stringValue());
        }
        return messages;
    }
}
