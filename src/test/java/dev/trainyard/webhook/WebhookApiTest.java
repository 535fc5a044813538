package dev.trainyard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class WebhookApiTest {
    private static final String HOOK = "{\"url\":\"https://example.com/hook\",\"events\":[\"run.failed\"]}";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        jdbc.sql("delete from webhook").update();
    }

    @Test
    void theSecretIsShownOnce() {
        Http.Answer created = http.post("/v1/webhooks", HOOK);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().get("secret").stringValue()).startsWith("whsec_");
        assertThat(created.json().get("id").stringValue()).startsWith("hook_");

        Http.Answer shown = http.get(created.header("Location"));
        assertThat(shown.json().get("url").stringValue()).isEqualTo("https://example.com/hook");
        assertThat(shown.json().get("events").get(0).stringValue()).isEqualTo("run.failed");
        assertThat(shown.body()).doesNotContain("secret");
        assertThat(http.get("/v1/webhooks").json().get("data").get(0)).isEqualTo(shown.json());
    }

    @Test
    void whatIsWrongIsToldByField() {
        Http.Answer answer = http.post("/v1/webhooks", "{\"url\":\"https://10.0.0.1/\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo("/url");
        assertThat(http.get("/v1/webhooks/hook_1").json().get("code").stringValue())
                .isEqualTo("webhook_not_found");
        String path = "/v1/webhooks/"
                + http.post("/v1/webhooks", HOOK).json().get("id").stringValue();
        assertThat(http.get(path + "/deliveries?limit=0").status()).isEqualTo(422);
        assertThat(http.get(path + "/deliveries?after=x").status()).isEqualTo(422);
    }

    @Test
    void anOwnerHasSoManyWebhooksAndNoMore() {
        for (int i = 0; i < 20; i++) {
            assertThat(http.post("/v1/webhooks", HOOK).status()).isEqualTo(201);
        }
        Http.Answer one = http.post("/v1/webhooks", HOOK);

        assertThat(one.status()).isEqualTo(409);
        assertThat(one.json().get("code").stringValue()).isEqualTo("too_many_webhooks");
    }

    @Test
    void deliveriesComeInPagesNewestFirst() {
        Http.Answer webhook = http.post("/v1/webhooks", HOOK);
        jdbc.sql("""
                insert into webhook_delivery (id, webhook_id, event_sequence, event, run_id, body, status, attempts,
                    next_attempt_at, created_at)
                select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, webhook.id, n, 'run.failed',
                    webhook.id, '{}', 'pending', 0, now(), now() from generate_series(1, 5) as n, webhook""").update();
        List<String> seen = new ArrayList<>();
        String path = webhook.header("Location") + "/deliveries?limit=2";
        JsonNode page = http.get(path).json();
        page.get("data").forEach(one -> seen.add(one.get("id").stringValue()));
        while (page.get("has_more").booleanValue()) {
            page = http.get(path + "&after=" + page.get("next").stringValue()).json();
            page.get("data").forEach(one -> seen.add(one.get("id").stringValue()));
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo((one, other) -> other.compareTo(one));
    }
}
