package dev.trainyard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Sharing;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.RandomNetwork;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Safetensors;
import dev.trainyard.network.Shortcut;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.training.Evaluation;
import dev.trainyard.training.UntrainedCheckpoint;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ModelImportTest {
    private static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final NetworkSpec COSLU =
            new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, 10);

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture runs;

    @Autowired
    private RunQueue queue;

    @Autowired
    private DatasetCatalog datasets;

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
    void ourOwnExportComesBackAsTheNetworkThatItWas() throws Exception {
        RunId run = trained();
        byte[] export = export(run);

        Http.Answer answer = http.send(
                "POST",
                "/v1/models?name=back%20again",
                "application/x-safetensors",
                java.net.http.HttpRequest.BodyPublishers.ofByteArray(export));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode model = answer.json();
        assertThat(answer.header("Location"))
                .isEqualTo("/v1/models/" + model.get("id").stringValue());
        assertThat(model.get("id").stringValue()).matches("mdl_[0-9a-f]{32}");
        assertThat(model.get("name").stringValue()).isEqualTo("back again");
        assertThat(model.get("model").stringValue()).isEqualTo("resnet-8");
        assertThat(model.get("activation").toString())
                .isEqualTo("{\"name\":\"coslu\",\"sharing\":\"network\",\"terms\":[]}");
        assertThat(model.get("shortcut").stringValue()).isEqualTo("A");
        assertThat(model.get("dataset").stringValue()).isEqualTo("shapes");
        assertThat(model.at("/normalization/mean/0").doubleValue()).isEqualTo(0.5);
        assertThat(model.get("bytes").intValue()).isEqualTo(export.length);
        assertThat(http.get(answer.header("Location")).json()).isEqualTo(model);

        assertThat(predictions("/v1/models/" + model.get("id").stringValue()))
                .isEqualTo(predictions("/v1/runs/" + run))
                .hasSize(1);
    }

    @Test
    void itIsTestedOnAllTestImagesOfTheDataset() {
        JsonNode test = imported("coslu").get("test");

        ComputationGraph network = RandomNetwork.of(COSLU);
        Evaluation expected = Evaluation.of(
                network, datasets.load("shapes"), datasets.load("shapes").normalization());
        NetworkMemory.release(network);
        assertThat(test.get("images").intValue()).isEqualTo(2000);
        assertThat(test.get("accuracy").doubleValue()).isCloseTo(expected.accuracy(), within(1e-9));
        assertThat(test.get("loss").doubleValue()).isCloseTo(expected.loss(), within(1e-5));
    }

    @Test
    void theSameFileAgainIsTheModelThatItWas() {
        JsonNode first = imported("relu");

        Http.Answer again = ModelFixture.send(http, "&name=other", ModelFixture.file("relu"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location"))
                .isEqualTo("/v1/models/" + first.get("id").stringValue());
        assertThat(again.json()).isEqualTo(first);
        assertThat(ids()).hasSize(1);
    }

    @Test
    void theSameFileThatComesTwiceAtOnceIsStoredOnce() {
        byte[] file = ModelFixture.file("relu");
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            var answers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> ModelFixture.send(http, "", file), clients))
                    .limit(2)
                    .toList();
            List<Integer> statuses = answers.stream()
                    .map(CompletableFuture::join)
                    .map(Http.Answer::status)
                    .sorted()
                    .toList();
            assertThat(statuses).containsExactly(200, 201);
        } finally {
            clients.shutdownNow();
        }
        assertThat(ids()).hasSize(1);
    }

    @Test
    void importedModelsAreListedNewestFirstAndPageByPage() {
        List<String> made = Stream.of("relu", "coslu", "prelu")
                .map(each -> imported(each).get("id").stringValue())
                .toList();

        assertThat(ids()).containsExactly(made.get(2), made.get(1), made.get(0));
        JsonNode page = http.get("/v1/models/imported?limit=2").json();
        assertThat(page.get("has_more").booleanValue()).isTrue();
        JsonNode rest = http.get(
                        "/v1/models/imported?limit=2&after=" + page.get("next").stringValue())
                .json();
        assertThat(rest.at("/data/0/id").stringValue()).isEqualTo(made.get(0));
        assertThat(http.get("/v1/models").json().at("/data/0/name").stringValue())
                .as("the architectures, as before")
                .isEqualTo("resnet-8");
    }

    @Test
    void aDeletedModelIsGoneWithItsFileAndBothAreInTheAudit() {
        String id = imported("relu").get("id").stringValue();

        assertThat(http.delete("/v1/models/" + id).status()).isEqualTo(204);

        assertThat(http.get("/v1/models/" + id).status()).isEqualTo(404);
        assertThat(http.delete("/v1/models/" + id).json().get("code").stringValue())
                .isEqualTo("model_not_found");
        assertThat(jdbc.sql("select count(*) from imported_model_file")
                        .query(Integer.class)
                        .single())
                .isZero();
        JsonNode audit = http.get("/v1/audit?limit=2").json().get("data");
        assertThat(audit.get(0).get("action").stringValue()).isEqualTo("model.deleted");
        assertThat(audit.get(1).get("action").stringValue()).isEqualTo("model.imported");
        assertThat(audit.get(1).get("subject").stringValue()).isEqualTo(id);
    }

    @Test
    void aFileThatWasDamagedInTheDatabasePredictsNothing() {
        String id = imported("relu").get("id").stringValue();
        jdbc.sql("update imported_model_file set content = set_bit(content, 9000, 1 - get_bit(content, 9000))")
                .update();

        Http.Answer answer = http.post("/v1/models/" + id + "/predictions", "{\"images\":[\"%s\"]}".formatted(IMAGE));

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("model_damaged");
    }

    @Test
    void aModelHasNoCheckpointsToChooseFrom() {
        String id = imported("relu").get("id").stringValue();
        Http.Answer answer = http.post(
                "/v1/models/" + id + "/predictions", "{\"images\":[\"%s\"],\"checkpoint\":\"last\"}".formatted(IMAGE));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("/checkpoint");
    }

    /** Every number that a network of the API can have, and the longest names. */
    @Test
    void theLargestModelThatThereIsFitsIntoABody() {
        List<String> terms = dev.trainyard.activation.Activations.terms();
        NetworkSpec largest = new NetworkSpec(
                new ResNet(110), new ActivationSpec("lincomb", Sharing.CHANNEL, Map.of(), terms), Shortcut.B, 100);
        byte[] file = new Safetensors(Map.of("classes", "x".repeat(4000)), ModelFixture.weights(largest)).toBytes();
        System.out.println("Bytes of the largest model: " + file.length);
        assertThat(file.length).isLessThan(8 * 1024 * 1024);
    }

    private JsonNode imported(String activation) {
        Http.Answer answer = ModelFixture.send(http, "", ModelFixture.file(activation));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private List<String> ids() {
        return http.get("/v1/models/imported")
                .json()
                .get("data")
                .valueStream()
                .map(model -> model.get("id").stringValue())
                .toList();
    }

    private JsonNode predictions(String path) {
        Http.Answer answer = http.post(path + "/predictions", "{\"images\":[\"%s\"],\"top_k\":10}".formatted(IMAGE));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("data");
    }

    private RunId trained() {
        RunId run = runs.submit();
        ClaimedRun claim = queue.claim("worker", Duration.ofMinutes(1)).orElseThrow();
        ComputationGraph network = RandomNetwork.of(COSLU);
        queue.commitEpoch(claim, RunFixture.report(1), UntrainedCheckpoint.of(network), true);
        NetworkMemory.release(network);
        return run;
    }

    private byte[] export(RunId run) throws Exception {
        return HttpClient.newHttpClient()
                .send(http.request("/v1/runs/" + run + "/model").build(), BodyHandlers.ofByteArray())
                .body();
    }
}
