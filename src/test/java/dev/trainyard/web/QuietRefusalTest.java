package dev.trainyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a client does wrong is told to the client, and not written into a log that anybody could fill so. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class QuietRefusalTest {
    @LocalServerPort
    private int port;

    @Test
    void aPathThatLeadsNowhereIsToldWithoutATraceInTheLog(CapturedOutput log) {
        Http.Answer answer = new Http(port).get("/v1/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").stringValue()).isEqualTo("There is nothing at /v1/nowhere");
        assertThat(log.getAll()).doesNotContain("WARN", "ERROR", "\tat ");
    }

    @Test
    void aMethodThatThereIsNotIsNotLogged(CapturedOutput log) {
        Http.Answer answer = new Http(port).send("PUT", "/v1/runs", "application/json", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(log.getAll()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void aBodyThatIsCutOffIsNotLogged(CapturedOutput log) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            String request = "POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception");
        }
        assertThat(log.getAll()).doesNotContain("WARN", "ERROR", "\tat ");
    }
}
