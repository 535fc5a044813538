package dev.trainyard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.request.InvalidRequestException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WebhookRequestReaderTest {
    private final WebhookRequestReader reader = reader(false, List.of());

    @Test
    void aUrlIsAllThatIsNeeded() {
        NewWebhook webhook = read(reader, "{\"url\": \"https://example.com/hooks?a=b\"}");

        assertThat(webhook.url()).isEqualTo("https://example.com/hooks?a=b");
        assertThat(webhook.events()).containsExactly(WebhookEvent.values());
        assertThat(webhook.enabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "//example.com/",
                "/hooks",
                "no url",
                "https:///path",
                "https://user:secret@example.com/",
                "https://example.com/#part",
                "mailto:x@example.com",
                "https://localhost/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[fd00::1]/"
            })
    void aUrlThatLeadsInsideOrIsNoneIsRefusedWithWhatIsAllowed(String url) {
        assertThatThrownBy(() -> read(reader, "{\"url\": \"" + url + "\"}"))
                .isInstanceOf(InvalidRequestException.class)
                .asString()
                .contains(url)
                .contains("/url")
                .contains("an absolute https URL");
    }

    @Test
    void theOperatorMayAllowHttpAndHostsInside() {
        WebhookRequestReader open = reader(true, List.of("ci.internal", "127.0.0.1"));

        assertThat(read(open, "{\"url\": \"http://127.0.0.1:8080/\"}").url()).isEqualTo("http://127.0.0.1:8080/");
        assertThat(read(open, "{\"url\": \"http://ci.internal/\"}").url()).isEqualTo("http://ci.internal/");
        assertThatThrownBy(() -> read(open, "{\"url\": \"http://127.0.0.2/\"}"))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> read(reader, "{\"events\": [\"run.ended\"], \"enabled\": 1, \"secret\": \"mine\"}"))
                .isInstanceOf(InvalidRequestException.class)
                .asString()
                .contains("url is missing", "run.ended", "enabled is 1", "secret is no field here");
    }

    private static NewWebhook read(WebhookRequestReader reader, String json) {
        return reader.read(new JsonMapper().readTree(json));
    }

    private static WebhookRequestReader reader(boolean httpAllowed, List<String> allowedHosts) {
        Duration second = Duration.ofSeconds(1);
        return new WebhookRequestReader(new WebhookSettings(false, httpAllowed, allowedHosts, second, second, 1));
    }
}
