package dev.trainyard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.network.Weights;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.UntrainedCheckpoint;
import java.time.Duration;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Runs that begin with the weights of models and of other runs, from the request to the claim. */
@ServiceTest
class FineTuningTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Checkpoint CHECKPOINT =
            UntrainedCheckpoint.of(new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, 10), 1);

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
    void connect() {
        http = new Http(port);
        runs.deleteAll();
        jdbc.sql("delete from imported_model").update();
    }

    @Test
    void aRunBeginsWithTheTensorsOfTheModelThatItNames() {
        JsonNode model = model();
        JsonNode run = submitted(body("coslu", "shapes", model.get("id").stringValue()));

        assertThat(run.at("/spec/initial_weights/source")).isEqualTo(model.get("id"));
        assertThat(run.at("/spec/initial_weights/sha256")).isEqualTo(model.get("sha256"));
        assertThat(run.at("/spec/initial_weights/new_last_layer").booleanValue())
                .isFalse();
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        assertThat(Objects.requireNonNull(claim.weights()).tensors().get())
                .isEqualTo(ModelFixture.safetensors("coslu").tensors());
        assertThat(Objects.requireNonNull(claim.recipe().initialWeights()).sha256())
                .isEqualTo(model.get("sha256").stringValue());
    }

    @Test
    void aRunBeginsWithTheBestCheckpointOfTheRunThatItNames() {
        RunId source = ended();
        submitted(body("coslu", "shapes", source.toString()));

        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        ComputationGraph network = CHECKPOINT.network();
        assertThat(Objects.requireNonNull(claim.weights()).tensors().get()).isEqualTo(Weights.save(network));
        NetworkMemory.release(network);
    }

    @Test
    void aRunThatHasMadeAnEpochGoesOnWithItsOwnWeights() {
        submitted(body("coslu", "shapes", model().get("id").stringValue()));
        ClaimedRun first = queue.claim("worker", LEASE).orElseThrow();
        queue.commitEpoch(first, RunFixture.report(1), CHECKPOINT, true);
        queue.release(first);

        ClaimedRun second = queue.claim("worker", LEASE).orElseThrow();
        assertThat(second.weights()).isNull();
        assertThat(second.progress()).isNotNull();
    }

    @Test
    void onAnotherDatasetTheLastLayerIsNew() {
        String id = model().get("id").stringValue();
        JsonNode run = submitted(body("coslu", "cifar-100", id));
        assertThat(run.at("/spec/initial_weights/new_last_layer").booleanValue())
                .isTrue();

        Http.Answer kept = http.post(
                "/v1/runs",
                "{\"model\":\"resnet-8\",\"activation\":\"coslu\",\"dataset\":\"cifar-10\",\"initial_weights\":"
                        + "{\"source\":\"%s\",\"new_last_layer\":false}}".formatted(id));
        assertInvalid(kept, "/initial_weights", "classes of shapes");
    }

    @Test
    void aSpecificationWithWeightsCanBeSubmittedAgain() {
        JsonNode first = submitted(body("coslu", "shapes", model().get("id").stringValue()));
        JsonNode again = submitted(first.get("spec").toString());
        assertThat(again.get("spec")).isEqualTo(first.get("spec"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"model\":\"resnet-14\",\"activation\":\"coslu\" | /model | resnet-8",
                "\"model\":\"resnet-8\",\"activation\":\"sinlu\" | /activation | coslu",
                "\"model\":\"resnet-8\",\"activation\":{\"name\":\"coslu\",\"sharing\":\"layer\"} | /activation | network",
                "\"model\":\"resnet-8\",\"activation\":\"coslu\",\"shortcut\":\"B\" | /shortcut | A"
            })
    void whatDoesNotMatchTheWeightsIsNamed(String fields, String pointer, String allowed) {
        Http.Answer answer = http.post(
                "/v1/runs",
                "{%s,\"dataset\":\"shapes\",\"initial_weights\":\"%s\"}"
                        .formatted(fields, model().get("id").stringValue()));
        assertInvalid(answer, pointer, allowed);
    }

    @Test
    void weightsThatAreNotThereOrNotReadyAreNamed() {
        RunId running = runs.submit();
        String none = body("coslu", "shapes", running.toString());
        assertInvalid(http.post("/v1/runs", none), "/initial_weights", "no weights");

        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        queue.commitEpoch(claim, RunFixture.report(1), CHECKPOINT, true);
        assertInvalid(http.post("/v1/runs", none), "/initial_weights", "it is running");

        String absent = body("coslu", "shapes", "mdl_" + "0".repeat(32));
        assertInvalid(http.post("/v1/runs", absent), "/initial_weights", "no weights");
        String other = "{\"model\":\"resnet-8\",\"activation\":\"coslu\",\"dataset\":\"shapes\",\"initial_weights\":"
                + "{\"source\":\"%s\",\"sha256\":\"00\"}}"
                        .formatted(model().get("id").stringValue());
        assertInvalid(http.post("/v1/runs", other), "/initial_weights", "sha256");
    }

    @Test
    void aModelIsNotDeletedWhileARunIsStillToBeginWithIt() {
        String id = model().get("id").stringValue();
        String run = submitted(body("coslu", "shapes", id)).get("id").stringValue();

        Http.Answer refused = http.delete("/v1/models/" + id);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("model_in_use");

        http.post("/v1/runs/" + run + "/cancel", "");
        assertThat(http.delete("/v1/models/" + id).status()).isEqualTo(204);
    }

    @Test
    void aRunWhoseModelVanishedFailsAndSaysSo() {
        JsonNode model = model();
        String run = submitted(body("coslu", "shapes", model.get("id").stringValue()))
                .get("id")
                .stringValue();
        jdbc.sql("delete from imported_model").update();

        assertThat(queue.claim("worker", LEASE)).isEmpty();
        JsonNode failed = http.get("/v1/runs/" + run).json();
        assertThat(failed.get("status").stringValue()).isEqualTo("failed");
        assertThat(failed.get("detail").stringValue())
                .contains(
                        "initial weights",
                        model.get("id").stringValue(),
                        model.get("sha256").stringValue());
    }

    @Test
    void aRunWhoseSourceHasAnotherCheckpointNowFailsAndDoesNotTakeThat() {
        RunId source = ended();
        String run =
                submitted(body("coslu", "shapes", source.toString())).get("id").stringValue();
        jdbc.sql("update checkpoint set sha256 = sha256('other')").update();

        assertThat(queue.claim("worker", LEASE)).isEmpty();
        assertThat(http.get("/v1/runs/" + run).json().get("detail").stringValue())
                .contains(source.toString(), "deleted, or replaced");
    }

    @Test
    void aRunWhoseModelWasDamagedFailsAndSaysSo() {
        String run = submitted(body("coslu", "shapes", model().get("id").stringValue()))
                .get("id")
                .stringValue();
        jdbc.sql("update imported_model_file set content = set_bit(content, 9000, 1 - get_bit(content, 9000))")
                .update();

        assertThat(queue.claim("worker", LEASE)).isEmpty();
        assertThat(http.get("/v1/runs/" + run).json().get("detail").stringValue())
                .contains("damaged");
    }

    @Test
    void aSpecificationThatWasStoredBeforeThereWereWeightsIsReadStill() {
        RunId old = runs.submit();
        jdbc.sql("update run set spec = spec - 'initial_weights'").update();

        assertThat(http.get("/v1/runs/" + old)
                        .json()
                        .at("/spec/initial_weights")
                        .isNull())
                .isTrue();
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        assertThat(claim.id()).isEqualTo(old);
        assertThat(claim.weights()).isNull();
    }

    @Test
    void aGridMayHaveWeightsAmongItsValues() {
        String id = model().get("id").stringValue();
        Http.Answer answer = http.post("/v1/experiments", """
                {"grid": {"initial_weights": [null, "%s"]},
                 "run": {"model": "resnet-8", "activation": "coslu", "dataset": "shapes", "epochs": 1}}""".formatted(id));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("runs")).hasSize(2);
        jdbc.sql("delete from experiment").update();
    }

    /** The best of a run that has failed after an epoch. */
    private RunId ended() {
        RunId source = runs.submit();
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        queue.commitEpoch(claim, RunFixture.report(1), CHECKPOINT, true);
        queue.fail(claim, dev.trainyard.run.FailureReason.DIVERGED, "the loss is NaN");
        return source;
    }

    private JsonNode model() {
        Http.Answer answer = ModelFixture.send(http, "", ModelFixture.file("coslu"));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.json();
    }

    private JsonNode submitted(String body) {
        Http.Answer answer = http.post("/v1/runs", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String body(String activation, String dataset, String weights) {
        return "{\"model\":\"resnet-8\",\"activation\":\"%s\",\"dataset\":\"%s\",\"initial_weights\":\"%s\"}"
                .formatted(activation, dataset, weights);
    }

    private static void assertInvalid(Http.Answer answer, String pointer, String told) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        JsonNode error = answer.json().at("/errors/0");
        assertThat(error.get("pointer").stringValue()).isEqualTo(pointer);
        assertThat(error.get("message").stringValue() + error.get("allowed").stringValue())
                .contains(told);
    }
}
