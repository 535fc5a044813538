package dev.trainyard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.OnnxRuntime;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.network.Safetensors;
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
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class ModelApiTest {
    private static final NetworkSpec SPEC =
            new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, 10);
    private static final Checkpoint FIRST = UntrainedCheckpoint.of(SPEC, 1);
    private static final Checkpoint SECOND = UntrainedCheckpoint.of(SPEC, 2);

    @TempDir
    private Path directory;

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    private RunId id;

    @BeforeEach
    void submit() {
        fixture.deleteAll();
        id = fixture.submit();
    }

    @Test
    void theBestCheckpointComesAsSafetensorsUnlessAskedOtherwise() throws Exception {
        train();

        HttpResponse<byte[]> answer = get("", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHeader(answer, "Content-Type", "application/x-safetensors");
        assertHeader(answer, "Content-Disposition", "attachment; filename=\"%s-best.safetensors\"".formatted(id));
        Safetensors file = Safetensors.read(Files.write(directory.resolve("a"), answer.body()));
        ComputationGraph network = FIRST.network();
        assertThat(file.tensors()).isEqualTo(Weights.save(network));
        assertThat(file.metadata())
                .containsEntry("format", "pt")
                .containsEntry("model", "resnet-8")
                .containsEntry("shortcut", "A")
                .containsEntry("dataset", "shapes")
                .containsEntry("normalization_mean", "0.5,0.5,0.5")
                .containsEntry("normalization_std", "0.25,0.25,0.25")
                .containsEntry("run", id.toString())
                .containsEntry("epoch", "1");
        JsonNode activation = new JsonMapper().readTree(file.metadata().get("activation"));
        assertThat(activation.toString())
                .isEqualTo(
                        "{\"initial\":{\"a\":0.5,\"b\":1.0},\"name\":\"coslu\",\"sharing\":\"network\",\"terms\":[]}");
        JsonNode classes = new JsonMapper().readTree(file.metadata().get("classes"));
        assertThat(StreamSupport.stream(classes.spliterator(), false)).hasSize(10);
    }

    @Test
    void onnxGivesTheProbabilitiesOfTheCheckpoint() throws Exception {
        train();
        HttpResponse<byte[]> answer = get("?format=onnx&checkpoint=last", "");
        assertHeader(answer, "Content-Type", "application/x-onnx");
        assertHeader(answer, "Content-Disposition", "attachment; filename=\"%s-last.onnx\"".formatted(id));

        INDArray images = Nd4j.rand(DataType.FLOAT, 4, 32, 32, 3);
        INDArray expected =
                SECOND.network().output(List.of(ResNetGraph.LOGITS), false, new INDArray[] {images}, null)[0];
        try (OnnxRuntime runtime = new OnnxRuntime(answer.body())) {
            assertThat(runtime.logits(images).equalsWithEps(expected, 1e-3)).isTrue();
            assertThat(runtime.metadata())
                    .containsEntry("epoch", "2")
                    .containsEntry("run", id.toString())
                    .doesNotContainKey("format");
        }
    }

    @Test
    void theZipLoadsInDeeplearning4jWithOurLayers() throws Exception {
        train();
        HttpResponse<byte[]> answer = get("?format=dl4j", "");
        assertHeader(answer, "Content-Type", "application/zip");

        ComputationGraph network =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(answer.body()), true);
        INDArray images = Nd4j.rand(DataType.FLOAT, 4, 32, 32, 3);
        assertThat(network.outputSingle(images)).isEqualTo(FIRST.network().outputSingle(images));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-onnx | application/x-onnx",
                "application/zip | application/zip",
                "application/x-safetensors | application/x-safetensors",
                "text/html, */*;q=0.8 | application/x-safetensors",
                "application/zip;q=0.2, application/x-onnx;q=0.9 | application/x-onnx"
            })
    void acceptDecidesWhereNoFormatIsNamed(String accept, String type) throws Exception {
        train();
        assertHeader(get("", accept), "Content-Type", type);
        assertHeader(get("?format=onnx", accept), "Content-Type", "application/x-onnx");
    }

    @Test
    void whatIsKnownIsNotMadeAgainUntilABetterCheckpointComes() throws Exception {
        ClaimedRun claim = train();
        String tag = get("", "").headers().firstValue("ETag").orElseThrow();
        assertThat(conditional("", tag).statusCode()).isEqualTo(304);
        assertThat(conditional("", tag).body()).isEmpty();
        assertThat(conditional("?format=onnx", tag).statusCode()).isEqualTo(200);
        assertThat(conditional("?checkpoint=last", tag).statusCode()).isEqualTo(200);

        queue.commitEpoch(claim, RunFixture.report(3), UntrainedCheckpoint.of(SPEC, 3), true);
        assertThat(conditional("", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aRunWithoutACheckpointHasNoModelYet() {
        Http.Answer answer = new Http(port).get("/v1/runs/" + id + "/model");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("code").stringValue()).isEqualTo("run_has_no_checkpoint");
    }

    @Test
    void aCheckpointThatNoNetworkComesOutOfIsSaidToBeUnreadable() {
        ClaimedRun claim = queue.claim("worker", Duration.ofSeconds(30)).orElseThrow();
        queue.commitEpoch(claim, RunFixture.report(1), RunFixture.checkpoint(1), true);
        for (String format : List.of("safetensors", "onnx")) {
            Http.Answer answer = new Http(port).get("/v1/runs/" + id + "/model?format=" + format);
            assertThat(answer.status()).as(format).isEqualTo(409);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("checkpoint_unreadable");
            assertThat(answer.header("Content-Disposition")).isEmpty();
        }
    }

    @Test
    void whatIsNoFormatAndNoCheckpointIsSaidAtOnce() {
        Http.Answer answer = new Http(port).get("/v1/runs/" + id + "/model?format=pickle&checkpoint=first");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("invalid_request");
        assertThat(answer.json().get("errors")).hasSize(2);
        assertThat(answer.body()).contains("?format", "safetensors, onnx, dl4j", "?checkpoint", "best or last");
    }

    @Test
    void aTypeThatThereIsNotIsNotAcceptable() {
        assertThat(new Http(port).get("/v1/runs/" + id + "/model", "image/png").status())
                .isEqualTo(406);
    }

    /** Two epochs, the first the best. */
    private ClaimedRun train() {
        ClaimedRun claim = queue.claim("worker", Duration.ofSeconds(30)).orElseThrow();
        queue.commitEpoch(claim, RunFixture.report(1), FIRST, true);
        queue.commitEpoch(claim, RunFixture.report(2), SECOND, false);
        return claim;
    }

    private HttpResponse<byte[]> get(String query, String accept) throws Exception {
        HttpRequest.Builder request = request(query);
        return send(accept.isEmpty() ? request : request.header("Accept", accept));
    }

    private HttpResponse<byte[]> conditional(String query, String tag) throws Exception {
        return send(request(query).header("If-None-Match", tag));
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/runs/%s/model%s".formatted(port, id, query)));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void assertHeader(HttpResponse<byte[]> answer, String name, String value) {
        assertThat(answer.headers().firstValue(name)).as(name).contains(value);
    }
}
