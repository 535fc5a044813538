package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class SecurityHeadersTest {
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/runs", "/v1/runs/run_1", "/nothing", "/actuator/health", "/v3/api-docs"})
    void anAnswerOfTheApiIsNoPageForABrowser(String path) {
        Http.Answer answer = http.get(path);

        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("'self'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        // What is polled may be kept by its one client, to be asked for with its ETag.
        assertThat(answer.header("Cache-Control")).contains(path.equals("/v1/runs") ? "no-cache, private" : "no-store");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void swaggerUiIsAllowedWhatItsPageNeedsAndNoScriptWithinThePage() {
        Http.Answer page = http.get("/swagger-ui/index.html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("script-src 'self' 'unsafe");

        var scripts = SCRIPT.matcher(page.body()).results().toList();
        assertThat(scripts).isNotEmpty().allSatisfy(script -> {
            assertThat(script.group(1)).contains("src=\"./");
            assertThat(script.group(2)).isBlank();
        });
        Http.Answer start = http.get("/swagger-ui/swagger-initializer.js");
        assertThat(start.status()).isEqualTo(200);
        assertThat(start.body()).contains("/v3/api-docs/swagger-config");
        assertThat(http.get("/v3/api-docs/swagger-config").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/page/main.js", "/page/page.css", "/webjars/uplot/dist/uPlot.esm.js"})
    void ourPageIsAllowedItsOwnFilesAndNothingWithinThePage(String path) {
        Http.Answer answer = http.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("script-src 'self';", "style-src 'self';", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void thePageIsRefusedWithAProblemToWhomTakesNoHtml() {
        Http.Answer answer = http.get("/", "a/b");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1//runs", "/v1/runs;a=b", "/v1/%2e%2e/x", "/v1/runs/a%5Cb"})
    void aPathThatCouldMeanAnotherOneIsRefusedWithAProblem(String path) {
        Http.Answer answer = http.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("code").stringValue()).isEqualTo("bad_request");
    }
}
