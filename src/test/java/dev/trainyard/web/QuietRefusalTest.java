package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.fuzz.ServiceLog;
import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a client does wrong is told to the client, and not written into a log that anybody could fill so. */
@ServiceTest
class QuietRefusalTest {
    @LocalServerPort
    private int port;

    private final ServiceLog log = ServiceLog.listen();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void aPathThatLeadsNowhereIsToldWithoutATraceInTheLog() {
        Http.Answer answer = new Http(port).get("/v1/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").stringValue()).isEqualTo("There is nothing at /v1/nowhere");
        assertThat(log.news()).isEmpty();
    }

    @Test
    void aMethodThatThereIsNotIsNotLogged() {
        Http.Answer answer = new Http(port).send("PUT", "/v1/runs", "application/json", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(log.news()).isEmpty();
    }

    @Test
    void aBodyThatIsCutOffIsNotLogged() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            String request = "POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception");
        }
        assertThat(log.news()).isEmpty();
    }

    @Test
    void aCharsetThatJsonCannotHaveChoosesNothing() {
        Http.Answer answer = new Http(port).get("/v1/runs", "application/json;charset=utf-16");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("data")).isTrue();
    }

    @Test
    void aNameInAQueryThatLeadsIntoAValueIsIgnored() {
        assertThat(new Http(port).get("/v1/runs?limit.x=1&class.module.x=1").status())
                .isEqualTo(200);
        assertThat(new Http(port).get("/v1/audit?limit.x=1").status()).isEqualTo(200);
        assertThat(log.news()).isEmpty();
    }

    @Test
    void headersThatSayNothingDoNotBreakTheActuatorNorThoseOfAProxySwaggerUi() {
        Http http = new Http(port);
        assertThat(http.getWith("Content-Type", "*/*", "/actuator/prometheus").status())
                .isEqualTo(200);
        assertThat(http.getWith("Accept", "", "/actuator/prometheus").status()).isEqualTo(200);
        assertThat(http.getWith("X-Forwarded-Host", "http://evil.example", "/swagger-ui/index.html")
                        .status())
                .isEqualTo(200);
        assertThat(log.news()).isEmpty();
    }
}
