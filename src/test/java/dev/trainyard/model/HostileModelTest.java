package dev.trainyard.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.fuzz.ByteMutation;
import dev.trainyard.fuzz.Chance;
import dev.trainyard.network.Safetensors;
import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Files that are not what they should be: each is refused with a code, names what is wrong, and leaves nothing. */
@ServiceTest
class HostileModelTest {
    private static final long SEED = 11;
    private static final Safetensors GOOD = ModelFixture.safetensors("coslu");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        jdbc.sql("delete from imported_model").update();
    }

    @AfterEach
    void leaveNothing() {
        jdbc.sql("delete from imported_model").update();
    }

    static Stream<Arguments> tensors() {
        return Stream.of(
                unfit("/bn1.bias", "missing", tensors -> tensors.remove("bn1.bias")),
                unfit("/extra.weight", "unknown", tensors -> tensors.put("extra.weight", Nd4j.zeros(3))),
                unfit("/conv1.weight", "shape [16]", tensors -> tensors.put("conv1.weight", Nd4j.zeros(16))),
                unfit("/linear.weight", "shape [9, 64]", tensors -> tensors.put("linear.weight", Nd4j.zeros(9, 64))),
                unfit("/layer2.0.conv1.weight", "NaN", tensors -> set(tensors, "layer2.0.conv1.weight", Float.NaN)),
                unfit("/linear.bias", "Infinity", tensors -> set(tensors, "linear.bias", Float.NEGATIVE_INFINITY)),
                unfit("/bn1.running_var", "-1.0", tensors -> set(tensors, "bn1.running_var", -1)),
                unfit("/layer3.0.act2.a", "differs from act1.a", tensors -> set(tensors, "layer3.0.act2.a", 7)),
                unfit(
                        "/layer3.1.conv1.weight",
                        "unknown",
                        tensors -> tensors.put("layer3.1.conv1.weight", Nd4j.zeros(64, 64, 3, 3))));
    }

    private static Arguments unfit(String pointer, String told, Consumer<Map<String, INDArray>> change) {
        return Arguments.of(pointer, told, change);
    }

    private static void set(Map<String, INDArray> tensors, String name, float value) {
        INDArray changed = Objects.requireNonNull(tensors.get(name)).dup('c');
        changed.reshape(changed.length()).putScalar(0, value);
        tensors.put(name, changed);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("tensors")
    void aTensorThatDoesNotFitIsNamed(String pointer, String told, Consumer<Map<String, INDArray>> change) {
        Map<String, INDArray> tensors = new TreeMap<>(GOOD.tensors());
        change.accept(tensors);

        Http.Answer answer = send(new Safetensors(GOOD.metadata(), tensors).toBytes());

        assertProblem(answer, 422, "unfit_model");
        JsonNode error = answer.json().at("/errors/0");
        assertThat(error.get("pointer").stringValue()).isEqualTo(pointer);
        assertThat(error.get("message").stringValue()).contains(told);
        assertThat(error.get("allowed").stringValue()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "model | vgg-16 | /__metadata__/model",
                "activation | {\"name\":\"swish\"} | /__metadata__/activation/name",
                "activation | {\"name\": | /__metadata__/activation",
                "activation | {\"name\":\"coslu\",\"sharing\":\"nobody\"} | /__metadata__/activation/sharing",
                "shortcut | C | /__metadata__/shortcut",
                "normalization_std | 0,0.5,0.5 | /__metadata__/normalization_std",
                "normalization_mean | NaN,0.5,0.5 | /__metadata__/normalization_mean",
                "normalization_mean | 0.5 | /__metadata__/normalization_mean"
            })
    void metadataThatNobodyUnderstandsIsNamed(String field, String value, String pointer) {
        Map<String, String> metadata = new TreeMap<>(GOOD.metadata());
        metadata.put(field, value);

        Http.Answer answer = send(new Safetensors(metadata, GOOD.tensors()).toBytes());

        assertProblem(answer, 422, "unfit_model");
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void parametersOfAnActivationThatNobodyNamesAreNotGuessedAt() {
        Http.Answer answer = send(new Safetensors(Map.of(), GOOD.tensors()).toBytes());

        assertProblem(answer, 422, "unfit_model");
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("/__metadata__/activation");
    }

    @Test
    void tensorsOfNoNetworkAtAllAreNotGuessedAtEither() {
        Http.Answer answer = send(new Safetensors(Map.of(), Map.of("a", Nd4j.zeros(2))).toBytes());

        assertProblem(answer, 422, "unfit_model");
        assertThat(answer.body()).contains("0 blocks");
    }

    static Stream<Arguments> files() {
        byte[] good = GOOD.toBytes();
        String shape = "\"bn1.bias\":{\"dtype\":\"F32\",\"shape\":[16]";
        return Stream.of(
                Arguments.of("shorter than its header's length", new byte[0]),
                Arguments.of("shorter than its header's length", new byte[7]),
                Arguments.of("header has a length of", headerOfLength(good, 1L << 62)),
                Arguments.of("header has a length of", headerOfLength(good, -8)),
                Arguments.of("its header is not the JSON of one", headerOfLength(good, 100)),
                Arguments.of("does not lie at bytes", Arrays.copyOf(good, good.length / 2)),
                Arguments.of("bytes of no tensor at its end", Arrays.copyOf(good, good.length + 4)),
                Arguments.of("tensor bn1.bias is of type F64", edited(shape, shape.replace("F32", "F64"))),
                Arguments.of("tensor bn1.bias is of type BF16", edited(shape, shape.replace("F32", "BF16"))),
                Arguments.of("tensor bn1.bias has the shape [-16]", edited("[16]", "[-16]")),
                Arguments.of("tensor bn1.bias has no shape", edited("[16]", "[1.6]")),
                Arguments.of("tensor bn1.bias does not lie", edited("[16]", "[99999999]")),
                Arguments.of("larger than can be counted", edited("[16]", "[9223372036854775807,9223372036854775807]")),
                Arguments.of(
                        "bn1.bias does not lie",
                        edited(
                                "bn1.bias\":{\"dtype\":\"F32\",\"shape\":[16],\"data_offsets\":[",
                                "bn1.bias\":{\"dtype\":\"F32\",\"shape\":[16],\"data_offsets\":[-")),
                Arguments.of("its header is not the JSON of one", edited("\"bn1.bias\"", "\"bn1.weight\"")),
                Arguments.of("header has a length of", "GIF89a, and not at all a model".getBytes(ISO_8859_1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aFileThatIsNotWhatItsHeaderSaysIsRefused(String told, byte[] file) {
        Http.Answer answer = send(file);

        assertProblem(answer, 400, "malformed_safetensors");
        assertThat(answer.json().get("detail").stringValue()).contains(told);
    }

    @Test
    void moreThanTheLargestModelIsRefusedByWhatComesAndNotByWhatIsTold() {
        byte[] large = new byte[8 * 1024 * 1024 + 1];
        assertProblem(send(large), 413, "payload_too_large");
        Http.Answer chunked = http.send(
                "POST",
                "/v1/models?dataset=shapes",
                "application/octet-stream",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
        assertProblem(chunked, 413, "payload_too_large");
    }

    @Test
    void whatIsAskedForBesideTheFileIsLookedAtToo() {
        byte[] file = GOOD.toBytes();
        assertProblem(post("/v1/models?dataset=mnist", file), 422, "invalid_request");
        Http.Answer none = post("/v1/models", file);
        assertProblem(none, 422, "invalid_request");
        assertThat(none.json().at("/errors/0/pointer").stringValue()).isEqualTo("?dataset");
        assertProblem(post("/v1/models?dataset=shapes&name=%00", file), 422, "invalid_request");
        assertThat(http.post("/v1/models?dataset=shapes", "{}").status()).isEqualTo(415);
    }

    /** PyTorch has a counter beside each norm. */
    @Test
    void countersOfBatchesAreNoTensorsOfTheNetwork() {
        byte[] counted = edited(
                "{",
                "{\"bn1.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[%1$d,%2$d]},"
                        .formatted(dataLength(), dataLength() + 8));
        byte[] file = Arrays.copyOf(counted, counted.length + 8);

        assertThat(send(file).status()).isEqualTo(201);
    }

    @Test
    void changedBytesAreAModelOrAProblem() {
        byte[] good = GOOD.toBytes();
        int header = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong() + 8;
        for (int number = 0; number < 300; number++) {
            byte[] mutated = ByteMutation.mutate(Arrays.copyOf(good, header), Chance.of(SEED, number));
            byte[] file = Arrays.copyOf(mutated, mutated.length + good.length - header);
            System.arraycopy(good, header, file, mutated.length, good.length - header);
            Http.Answer answer = send(file);
            assertThat(answer.status())
                    .as("change %d of seed %d: %s", number, SEED, answer.body())
                    .isIn(200, 201, 400, 422);
        }
    }

    private Http.Answer send(byte[] file) {
        return ModelFixture.send(http, "", file);
    }

    private Http.Answer post(String path, byte[] file) {
        return http.send("POST", path, "application/octet-stream", BodyPublishers.ofByteArray(file));
    }

    private void assertProblem(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(jdbc.sql("select count(*) from imported_model")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static byte[] headerOfLength(byte[] file, long length) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        return changed;
    }

    private static int dataLength() {
        byte[] file = GOOD.toBytes();
        return file.length
                - 8
                - (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** The good file with the first such text of its header after the metadata replaced, and the length that fits. */
    private static byte[] edited(String from, String to) {
        byte[] file = GOOD.toBytes();
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(file, 8, length, ISO_8859_1);
        int begin = from.equals("{") ? 0 : header.indexOf("\"bn1.bias\"");
        int at = header.indexOf(from, begin);
        assertThat(at).as(from).isNotNegative();
        byte[] json = (header.substring(0, at) + to + header.substring(at + from.length())).getBytes(ISO_8859_1);
        ByteBuffer changed =
                ByteBuffer.allocate(8 + json.length + file.length - 8 - length).order(ByteOrder.LITTLE_ENDIAN);
        return changed.putLong(json.length)
                .put(json)
                .put(file, 8 + length, file.length - 8 - length)
                .array();
    }
}
