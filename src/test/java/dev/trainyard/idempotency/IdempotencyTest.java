package dev.trainyard.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.run.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
@Timeout(60)
class IdempotencyTest {
    private static final String RUN = "{\"model\":\"resnet-20\",\"activation\":\"coslu\",\"dataset\":\"cifar-10\"}";
    private static final String OWNER = "anonymous";

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private IdempotentRequests requests;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        fixture.deleteAll();
        jdbc.sql("delete from idempotency_key").update();
    }

    @Test
    void theSameRequestAgainGetsTheFirstAnswerAndMakesNoSecondRun() {
        Http.Answer first = post("key", RUN);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(http.post(first.header("Location") + "/cancel", "").status()).isEqualTo(202);

        Http.Answer again = post("key", RUN);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).as("as it was then, not as it is now").isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void theOrderOfFieldsAndTheSpaceBetweenThemAreNoDifference() {
        post(
                "key",
                "{\"model\":\"resnet-20\",\"activation\":{\"name\":\"coslu\",\"sharing\":\"layer\"},"
                        + "\"dataset\":\"cifar-10\"}");

        Http.Answer again = post(
                "key",
                "{ \"dataset\": \"cifar-10\", \"activation\": {\"sharing\": \"layer\",\n"
                        + "\"name\": \"coslu\"}, \"model\": \"resnet-20\" }");

        assertThat(again.header("Idempotency-Replayed")).as(again.body()).isEqualTo("true");
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void aKeyCannotBeUsedForAnotherRequest() {
        post("key", RUN);

        Http.Answer other = post("key", RUN.replace("resnet-20", "resnet-32"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("code").stringValue()).isEqualTo("idempotency_key_reused");
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void anotherOwnersKeyIsAnotherKey() {
        post("key", RUN);

        var body = new JsonMapper().readTree("{}");
        assertThat(requests.answer("ann", "key", body, () -> ResponseEntity.ok("fresh"))
                        .getBody())
                .isEqualTo("\"fresh\"");
    }

    @Test
    void fiftyAtOnceMakeOneRun() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(50);
        List<Future<Http.Answer>> posts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            posts.add(clients.submit(() -> post("key", RUN)));
        }
        List<Http.Answer> answers = new ArrayList<>();
        for (Future<Http.Answer> post : posts) {
            answers.add(post.get());
        }
        clients.shutdown();

        assertThat(runs()).isEqualTo(1);
        assertThat(answers)
                .extracting(Http.Answer::status)
                .containsOnly(201, 409)
                .contains(201);
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Http.Answer::body))
                .containsOnly(post("key", RUN).body());
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .filter(answer -> answer.header("Idempotency-Replayed").isEmpty()))
                .hasSize(1);
    }

    @Test
    void whileTheFirstIsUnderWayOthersAreToldToComeBack() {
        transaction.executeWithoutResult(open -> {
            firstOf("key");

            Http.Answer second = post("key", RUN);

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.json().get("code").stringValue()).isEqualTo("idempotency_conflict");
            assertThat(second.header("Retry-After")).isEqualTo("1");
            assertThat(post("another", RUN).status()).isEqualTo(201);
        });
        assertThat(post("key", RUN).header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void aRequestThatIsRolledBackLeavesItsKeyFree() {
        transaction.executeWithoutResult(open -> {
            firstOf("key");
            open.setRollbackOnly();
        });

        Http.Answer next = post("key", RUN);
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void aRequestThatFailsLeavesItsKeyFree() {
        var body = new JsonMapper().readTree(RUN);
        assertThatThrownBy(() -> requests.answer(OWNER, "key", body, () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(post("key", RUN).status()).isEqualTo(201);
    }

    @Test
    void aRequestThatIsNotValidDoesNotBurnItsKey() {
        assertThat(post("key", RUN.replace("resnet-20", "resnet-21")).status()).isEqualTo(422);

        Http.Answer corrected = post("key", RUN);

        assertThat(corrected.status()).as(corrected.body()).isEqualTo(201);
        assertThat(corrected.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void keysAreForgottenAfterADay() {
        Http.Answer first = post("key", RUN);
        post("other", RUN);
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(post("key", RUN).body()).isEqualTo(first.body());

        clock.advance(Duration.ofSeconds(1));
        Http.Answer fresh = post("key", RUN);

        assertThat(fresh.status()).isEqualTo(201);
        assertThat(fresh.body()).isNotEqualTo(first.body());
        assertThat(count("idempotency_key")).as("the other one has gone, too").isEqualTo(1);
    }

    @Test
    void forgettingIsBounded() {
        jdbc.sql("insert into idempotency_key (owner, key, request_hash, status, body, expires_at)"
                        + " select 'bob', n::text, sha256(''), 201, '{}', timestamptz '2026-01-01'"
                        + " from generate_series(1, 25) as n")
                .update();

        post("key", RUN);

        assertThat(count("idempotency_key")).isEqualTo(25 - 10 + 1);
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithWhatWouldBeOne() {
        Http.Answer answer = post("x".repeat(256), RUN);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo("Idempotency-Key");
        assertThat(answer.json().get("errors").get(0).get("allowed").stringValue())
                .isEqualTo("1 to 255 printable ASCII characters");
        assertThat(post("", RUN).status()).isEqualTo(422);
        assertThat(post("x".repeat(255), RUN).status()).isEqualTo(201);
    }

    private void firstOf(String key) {
        requests.answer(
                OWNER,
                key,
                new JsonMapper().readTree(RUN),
                () -> ResponseEntity.status(201).body("{}"));
    }

    private Http.Answer post(String key, String body) {
        return Http.send(http.request("/v1/runs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private long runs() {
        return count("run");
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
