package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The service of a laptop, where nobody has to say who they are. */
@ServiceTest
class OpenServiceTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        fixture.deleteAll();
    }

    @Test
    void everybodyIsAnAdmin() {
        String id = fixture.submit().toString();

        assertThat(http.post("/v1/runs/" + id + "/cancel", "").status()).isEqualTo(202);
        Http.Answer run =
                http.post("/v1/runs", "{\"model\":\"resnet-8\",\"activation\":\"relu\",\"dataset\":\"shapes\"}");
        assertThat(run.json().get("owner").stringValue()).isEqualTo("anonymous");
        assertThat(http.get("/v1/tokens").status()).isEqualTo(200);
        assertThat(http.get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(http.get("/v1/audit").json().at("/data/0/actor").stringValue())
                .isEqualTo("anonymous/open");
        assertThat(http.get("/v1/audit").json().at("/data/0/action").stringValue())
                .isEqualTo("run.created");
    }

    @Test
    void aProcessWithoutAWorkerHasNoSlots() {
        assertThat(http.get("/actuator/prometheus").body())
                .contains("trainyard_runs{")
                .doesNotContain("trainyard_slots");
    }

    @Test
    void tokensAreOnlyMadeWhereTheyCount() {
        Http.Answer answer = http.post("/v1/tokens", "{\"name\":\"n\",\"owner\":\"ann\",\"role\":\"admin\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("access_open");
        assertThat(answer.json().get("detail").stringValue()).contains(AdminToken.VARIABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.0.1", "[::2]"})
    void aNameThatIsNotOfThisMachineIsMisdirected(String host) throws IOException {
        for (String path : new String[] {"/v1/runs", "/actuator/health", "/swagger-ui/index.html"}) {
            assertThat(raw("GET", path, "Host: " + host + ":" + port))
                    .startsWith("HTTP/1.1 421")
                    .contains("application/problem+json", "\"code\":\"misdirected_request\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]", "[0:0:0:0:0:0:0:1]"})
    void aNameOfThisMachineIsServed(String host) throws IOException {
        assertThat(raw("GET", "/v1/runs", "Host: " + host + ":" + port)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1:1", "http://127.0.0.1"})
    void aWebPageOfAnotherOriginChangesNothing(String origin) throws IOException {
        String id = fixture.submit().toString();
        String headers = "Host: 127.0.0.1:" + port + "\r\nOrigin: " + origin.replace("PORT", "" + port);

        assertThat(raw("POST", "/v1/runs/" + id + "/cancel", headers))
                .startsWith("HTTP/1.1 403")
                .contains("\"code\":\"cross_site_request\"");
        assertThat(http.get("/v1/runs/" + id).json().get("status").stringValue())
                .isEqualTo("queued");
    }

    @Test
    void aWebPageOfTheServiceItselfMayChangeThings() throws IOException {
        String id = fixture.submit().toString();
        String headers = "Host: localhost:%d\r\nOrigin: http://localhost:%d".formatted(port, port);

        assertThat(raw("POST", "/v1/runs/" + id + "/cancel", headers)).startsWith("HTTP/1.1 202");
    }

    private String raw(String method, String path, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            String request = "%s %s HTTP/1.1\r\n%s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .formatted(method, path, headers);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
