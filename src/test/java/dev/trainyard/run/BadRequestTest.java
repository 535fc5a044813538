package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the service answers to requests that it cannot serve, over a real connection. */
@ServiceTest
class BadRequestTest {
    private static final int FIFTY_MEGABYTES = 50 * 1024 * 1024;

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private DataSource dataSource;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        fixture.deleteAll();
    }

    @ParameterizedTest
    @MethodSource("invalidBodies")
    void anInvalidFieldIsToldWithItsPlaceAndWhatIsAllowed(String body, String pointer, String message, String allowed) {
        Http.Answer answer = http.post("/v1/runs", body);

        assertProblem(answer, 422, "invalid_request");
        assertThat(answer.json().get("errors")).hasSize(1);
        JsonNode error = answer.json().get("errors").get(0);
        assertThat(error.get("pointer").stringValue()).isEqualTo(pointer);
        assertThat(error.get("message").stringValue()).contains(message);
        assertThat(error.get("allowed").stringValue()).contains(allowed);
        assertThat(http.get("/v1/runs").json().get("data")).isEmpty();
    }

    static Stream<Arguments> invalidBodies() {
        String huge = "9".repeat(400);
        return Stream.of(
                invalid("\"epochs\":\"ten\"", "/epochs", "epochs is \"ten\"", "1 to 10000"),
                invalid("\"epochs\":2.5", "/epochs", "2.5", "a whole number"),
                invalid("\"epochs\":-3", "/epochs", "-3", "1 to 10000"),
                invalid("\"epochs\":0", "/epochs", "0", "1 to 10000"),
                invalid("\"epochs\":null", "/epochs", "null", "1 to 10000"),
                invalid("\"epochs\":true", "/epochs", "true", "1 to 10000"),
                invalid("\"epochs\":[3]", "/epochs", "[3]", "1 to 10000"),
                invalid("\"epochs\":" + huge, "/epochs", "999…", "1 to 10000"),
                invalid("\"epochs\":1e9", "/epochs", "epochs is", "1 to 10000"),
                invalid("\"batch_size\":100000", "/batch_size", "100000", "1 to 4096"),
                invalid("\"learning_rate\":1e400", "/learning_rate", "Infinity", "above 0"),
                invalid("\"learning_rate\":1e99999999999", "/learning_rate", "Infinity", "above 0"),
                invalid("\"learning_rate\":" + huge, "/learning_rate", "999…", "above 0"),
                invalid("\"learning_rate\":\"0.1\"", "/learning_rate", "\"0.1\"", "a number"),
                invalid("\"learning_rate\":0", "/learning_rate", "0", "above 0, up to 100"),
                invalid("\"momentum\":1", "/momentum", "1", "from 0, below 1"),
                invalid("\"weight_decay\":-1e-4", "/weight_decay", "-1.0E-4", "0 to 1"),
                invalid("\"validation_fraction\":1", "/validation_fraction", "1", "0.01 to 0.9"),
                invalid("\"seed\":-1", "/seed", "-1", "0 to 9007199254740991"),
                invalid("\"optimizer\":\"adam\"", "/optimizer", "\"adam\"", "sgd, nesterov"),
                invalid("\"shortcut\":\"C\"", "/shortcut", "\"C\"", "A, B"),
                invalid("\"augmentation\":\"flip_or_corp\"", "/augmentation", "maybe flip_or_crop is meant", "none"),
                invalid("\"schedule\":\"step\"", "/schedule", "\"step\"", "an object"),
                invalid("\"schedule\":{\"type\":\"linear\"}", "/schedule/type", "\"linear\"", "constant, cosine, step"),
                invalid(
                        "\"schedule\":{\"type\":\"cosine\",\"factor\":0.1}",
                        "/schedule/factor",
                        "factor is no field",
                        "type"),
                invalid(
                        "\"schedule\":{\"type\":\"step\",\"milestones\":[65,45],\"factor\":0.1}",
                        "/schedule/milestones",
                        "[65, 45]",
                        "ascending"),
                invalid(
                        "\"schedule\":{\"type\":\"step\",\"milestones\":[1,\"x\"],\"factor\":0.1}",
                        "/schedule/milestones/1",
                        "milestones[1] is \"x\"",
                        "a whole number"),
                invalid("\"schedule\":{\"type\":\"step\",\"factor\":0.1}", "/schedule/milestones", "missing", "a list"),
                invalid(
                        "\"normalization\":{\"mean\":[0,0],\"std\":[1,1,1]}",
                        "/normalization/mean",
                        "[0,0]",
                        "3 values"),
                invalid(
                        "\"normalization\":{\"mean\":[0,0,0],\"std\":[1,0,1]}",
                        "/normalization/std/1",
                        "0",
                        "0.001 to 10"),
                // Not zero yet, but it would be in single precision.
                invalid(
                        "\"normalization\":{\"mean\":[0,0,0],\"std\":[1,1e-50,1]}",
                        "/normalization/std/1",
                        "1.0E-50",
                        "0.001 to 10"),
                invalid("\"priority\":101", "/priority", "101", "-100 to 100"),
                invalid("\"tags\":\"one\"", "/tags", "\"one\"", "a list of 0 to 20 values"),
                invalid("\"tags\":[\"\"]", "/tags/0", "\"\"", "1 to 50 characters"),
                invalid("\"name\":\"a\\u0000b\"", "/name", "\\u0000", "no control characters"),
                invalid("\"name\":\"\\ud800\"", "/name", "name is", "1 to 200 characters"),
                invalid("\"epochs\":\"" + "\uD83D\uDE00".repeat(40) + "\"", "/epochs", "\uD83D\uDE00…", "1 to 10000"),
                invalid("\"epoch\":3", "/epoch", "maybe epochs is meant", "epochs"),
                invalid("\"early_stopping\":{}", "/early_stopping/patience", "missing", "1 to 10000"),
                invalid("\"early_stopping\":5", "/early_stopping", "5", "an object or null"),
                invalid("\"early_stopping\":{\"patience\":0}", "/early_stopping/patience", "0", "1 to 10000"),
                invalid(
                        "\"early_stopping\":{\"patience\":3,\"min_delta\":-1}",
                        "/early_stopping/min_delta",
                        "-1",
                        "0 to 100"),
                invalid("\"max_runtime_seconds\":0", "/max_runtime_seconds", "0", "1 to 2592000, or null"),
                invalid("\"max_runtime_seconds\":2592001", "/max_runtime_seconds", "2592001", "1 to 2592000"),
                invalid("\"max_runtime_seconds\":1.5", "/max_runtime_seconds", "1.5", "a whole number"),
                invalid("\"schedule\":{\"type\":\"cosine\",\"epochs\":0}", "/schedule/epochs", "0", "1 to 10000"),
                invalid("\"initial_weights\":\"x\"", "/initial_weights", "x has no weights", "mdl_…"),
                invalid("\"initial_weights\":7", "/initial_weights", "7", "a text"),
                invalid("\"initial_weights\":{}", "/initial_weights/source", "missing", "mdl_…"),
                invalid("\"initial_seeds\":\"x\"", "/initial_seeds", "no field here", "seed"),
                invalid("\"a/b~c\":1", "/a~1b~0c", "a/b~c is no field", "seed"),
                body("{\"activation\":\"relu\",\"dataset\":\"shapes\"}", "/model", "model is missing", "resnet-8"),
                body(
                        "{\"model\":\"resnet-21\",\"activation\":\"relu\",\"dataset\":\"shapes\"}",
                        "/model",
                        "resnet-21",
                        "resnet-20"),
                body(
                        "{\"model\":20,\"activation\":\"relu\",\"dataset\":\"shapes\"}",
                        "/model",
                        "model is 20",
                        "resnet-20"),
                body(
                        "{\"model\":\"resnet-8\",\"activation\":\"cosul\",\"dataset\":\"shapes\"}",
                        "/activation",
                        "maybe coslu is meant",
                        "relu"),
                body("{\"model\":\"resnet-8\",\"activation\":[],\"dataset\":\"shapes\"}", "/activation", "[]", "relu"),
                body(
                        "{\"model\":\"resnet-8\",\"activation\":\"relu\",\"dataset\":\"cifar10\"}",
                        "/dataset",
                        "maybe cifar-10 is meant",
                        "shapes"),
                activation(
                        "{\"name\":\"coslu\",\"initial\":{\"c\":1}}", "/activation/initial/c", "c is no field", "a, b"),
                activation(
                        "{\"name\":\"coslu\",\"initial\":{\"a\":\"1\"}}",
                        "/activation/initial/a",
                        "\"1\"",
                        "-100 to 100"),
                activation(
                        "{\"name\":\"coslu\",\"sharing\":\"all\"}",
                        "/activation/sharing",
                        "\"all\"",
                        "network, layer, channel"),
                activation(
                        "{\"name\":\"relu\",\"terms\":[\"relu\"]}",
                        "/activation/terms",
                        "relu combines nothing",
                        "no terms"),
                activation("{\"sharing\":\"layer\"}", "/activation/name", "name is missing", "coslu"),
                body("[]", "", "the body is []", "a JSON object"),
                body("\"text\"", "", "the body is \"text\"", "a JSON object"),
                body("null", "", "the body is null", "a JSON object"));
    }

    private static Arguments invalid(String field, String pointer, String message, String allowed) {
        return body(
                "{\"model\":\"resnet-8\",\"activation\":\"relu\",\"dataset\":\"shapes\"," + field + "}",
                pointer,
                message,
                allowed);
    }

    private static Arguments activation(String value, String pointer, String message, String allowed) {
        return body(
                "{\"model\":\"resnet-8\",\"activation\":" + value + ",\"dataset\":\"shapes\"}",
                pointer,
                message,
                allowed);
    }

    private static Arguments body(String body, String pointer, String message, String allowed) {
        return argumentSet(pointer + " " + message, body, pointer, message, allowed);
    }

    @Test
    void allErrorsAreToldAtOnce() {
        Http.Answer answer = http.post(
                "/v1/runs",
                "{\"model\":\"vgg\",\"epochs\":-3,\"schedule\":{\"type\":\"step\"},\"learning_rate\":\"x\",\"nonsense\":1}");

        assertProblem(answer, 422, "invalid_request");
        assertThat(answer.json().get("errors"))
                .extracting(error -> error.get("pointer").stringValue())
                .containsExactlyInAnyOrder(
                        "/model",
                        "/activation",
                        "/dataset",
                        "/epochs",
                        "/schedule/milestones",
                        "/schedule/factor",
                        "/learning_rate",
                        "/nonsense");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"model\":\"resnet-8\"",
                "{\"model\":\"resnet-8\"} trailing",
                "{\"model\":\"resnet-8\"}{}",
                "{'model':'resnet-8'}",
                "{\"epochs\":NaN}",
                "{\"epochs\":Infinity}",
                "{\"epochs\":01}",
                "{\"epochs\":1,\"epochs\":2}",
                "{\"schedule\":{\"type\":\"step\",\"type\":\"cosine\"}}",
                "{\"name\":\"line\nbreak\"}",
                "<run/>"
            })
    void aBodyThatIsNoJsonIsMalformed(String body) {
        Http.Answer answer = http.post("/v1/runs", body);
        assertProblem(answer, 400, "malformed_json");
        assertThat(answer.body()).doesNotContain("tools.jackson", "DeserializationFeature");
    }

    @Test
    void jsonThatIsNestedTooDeeplyOrHasANumberTooLongIsMalformed() {
        assertProblem(http.post("/v1/runs", "[".repeat(100_000)), 400, "malformed_json");
        assertProblem(http.post("/v1/runs", "{\"epochs\":" + "1".repeat(10_000) + "}"), 400, "malformed_json");
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        byte[] bytes = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};
        Http.Answer answer = http.send("POST", "/v1/runs", "application/json", BodyPublishers.ofByteArray(bytes));

        assertProblem(answer, 400, "malformed_json");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        var form = BodyPublishers.ofString("model=resnet-8");
        assertProblem(
                http.send("POST", "/v1/runs", "application/x-www-form-urlencoded", form),
                415,
                "unsupported_media_type");
        assertProblem(http.send("POST", "/v1/runs", "nonsense", form), 415, "unsupported_media_type");
        assertProblem(http.send("POST", "/v1/runs", "multipart/form-data", form), 415, "unsupported_media_type");
    }

    @Test
    void fiftyMegabytesAreRefusedWithAnAnswer() {
        var body = BodyPublishers.ofByteArray(new byte[FIFTY_MEGABYTES]);

        assertProblem(http.send("POST", "/v1/runs", "application/json", body), 413, "payload_too_large");
    }

    @Test
    void fiftyMegabytesOfUntoldLengthAreRefusedWithAnAnswer() {
        byte[] blanks = " ".repeat(FIFTY_MEGABYTES).getBytes(StandardCharsets.US_ASCII);
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blanks));

        assertProblem(http.send("POST", "/v1/runs", "application/json", chunked), 413, "payload_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run_0123456789abcdef0123456789abcdef",
                "run_1",
                "RUN_0123456789abcdef0123456789abcdef",
                "0123",
                "run_%F0%9F%98%80",
                "' or 1=1 --"
            })
    void anUnknownRunIsNotFound(String id) {
        String path = "/v1/runs/" + id.replace(" ", "%20");
        assertProblem(http.get(path + "/epochs"), 404, "run_not_found");
        assertProblem(http.get(path), 404, "run_not_found");
        assertProblem(http.post(path + "/cancel", ""), 404, "run_not_found");
        assertProblem(http.post(path + "/pause", ""), 404, "run_not_found");
        assertProblem(http.post(path + "/resume", ""), 404, "run_not_found");
        assertProblem(http.post(path + "/extend", "{\"epochs\":9}"), 404, "run_not_found");
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatAreAllowed() {
        Http.Answer answer = http.send("DELETE", "/v1/runs", "application/json", BodyPublishers.noBody());
        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void aRepresentationThatThereIsNotIsNotAcceptable() {
        assertProblem(http.get("/v1/runs", "text/csv"), 406, "not_acceptable");
        assertProblem(http.get("/v1/runs", "nonsense"), 406, "not_acceptable");
    }

    @Test
    void anErrorIsAProblemWhateverTheClientAccepts() {
        assertProblem(http.get("/v1/runs/run_1/epochs", "text/csv"), 404, "run_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runs", "/v1", "/v2/runs", "/v1/runs/", "/v1/runs/x/y/z", "/error", "/v1/experiments/x/y"})
    void nothingIsFoundWhereNothingIs(String path) {
        assertProblem(http.get(path), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=ten",
                "limit=-1",
                "limit=99999999999",
                "limit=",
                "status=walking",
                "status=RUNNING",
                "after=nonsense",
                "after=run_1",
                "tag=%00",
                "owner=%00",
                "model=",
                "limit=1&limit=2"
            })
    void aQueryThatCannotBeUnderstoodIsInvalid(String query) {
        Http.Answer answer = http.get("/v1/runs?" + query);

        assertProblem(answer, 422, "invalid_request");
        assertThat(answer.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo("?" + query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/runs?x=[<>] HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/runs/%2F HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/runs/run_%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/runs/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/runs HTTP/1.1\r\nHost: x y\r\n\r\n",
                "GET /v1/runs HTTP/1.1\r\n\r\n",
                "GET // HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/runs?tag=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/runs?tag=%ed%a0%80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/runs?=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/runs HTTP/1.1\r\nHost: localhost\r\nAccept: \u0080\r\n\r\n",
                "POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"
            })
    void whatTomcatRefusesIsAProblemToo(String request) throws IOException {
        String answer = raw(request);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"code\":\"bad_request\"");
        assertThat(answer).doesNotContain("Exception", "<html");
    }

    @Test
    void endedRunsCannotBeCancelled() {
        String id = fixture.submit().toString();
        assertThat(http.post("/v1/runs/" + id + "/cancel", "").status()).isEqualTo(202);
        Http.Answer again = http.post("/v1/runs/" + id + "/cancel", "");

        assertProblem(again, 409, "run_already_ended");
        assertThat(again.json().get("detail").stringValue()).contains("cancelled");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsToldAsSuch() throws Exception {
        var pool = dataSource.unwrap(HikariDataSource.class);
        List<Connection> taken = new ArrayList<>();
        try {
            while (taken.size() < pool.getMaximumPoolSize()) {
                taken.add(pool.getConnection());
            }
            Http.Answer answer = http.get("/v1/runs");
            assertProblem(answer, 503, "database_unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        assertThat(http.get("/v1/runs").status()).isEqualTo(200);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:trainyard:problem:" + code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(answer.body()).doesNotContain("dev.trainyard", "Exception", "\tat ");
    }
}
