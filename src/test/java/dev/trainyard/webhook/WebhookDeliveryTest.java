package dev.trainyard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.FailureReason;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.run.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Timeout(60)
class WebhookDeliveryTest {
    private static final String RUN = "{\"model\":\"resnet-8\",\"activation\":\"coslu\",\"dataset\":\"shapes\"}";
    private static final String ALL = "\"run.succeeded\",\"run.failed\",\"run.cancelled\"";

    @LocalServerPort
    private int port;

    @Autowired
    private WebhookDispatcher dispatcher;

    @Autowired
    private DeliveryQueue queue;

    @Autowired
    private RunQueue runs;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    private Http http;
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        http = new Http(port);
        receiver = new Receiver();
        fixture.deleteAll();
        jdbc.sql("delete from webhook").update();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void theEndOfARunIsToldOnceWithASignatureThatVerifies() {
        JsonNode webhook = create("/hook", ALL);
        String run = cancelledRun();

        deliver();
        deliver();

        assertThat(receiver.messages()).hasSize(1);
        Receiver.Message message = receiver.messages().get(0);
        assertThat(message.path()).isEqualTo("/hook");
        assertThat(message.json().get("type").stringValue()).isEqualTo("run.cancelled");
        assertThat(message.json().get("data").get("id").stringValue()).isEqualTo(run);
        assertThat(message.json().get("data").get("status").stringValue()).isEqualTo("cancelled");
        assertThat(message.signature())
                .isEqualTo(new SigningSecret(webhook.get("secret").stringValue())
                        .sign(
                                message.id(),
                                Instant.ofEpochSecond(Long.parseLong(message.timestamp())),
                                message.body()));
        JsonNode delivery = deliveries(webhook).get(0);
        assertThat(delivery.get("id").stringValue()).isEqualTo(message.id());
        assertThat(delivery.get("status").stringValue()).isEqualTo("delivered");
        assertThat(delivery.get("response_status").intValue()).isEqualTo(204);
        assertThat(delivery.get("run_id").stringValue()).isEqualTo(run);
    }

    @Test
    void aWebhookIsCalledForItsEventsAndItsOwnersRunsFromItsCreationOn() {
        cancelledRun();
        clock.advance(Duration.ofSeconds(1));
        create("/failures", "\"run.failed\"");
        create("/all", ALL);
        fixture.submit(); // ann's
        runs.fail(claim(), FailureReason.DIVERGED, "loss");
        http.post("/v1/runs", RUN);
        runs.fail(claim(), FailureReason.DIVERGED, "loss");
        cancelledRun();

        deliver();

        assertThat(receiver.messages())
                .extracting(
                        message -> message.path() + message.json().get("type").stringValue())
                .containsExactlyInAnyOrder("/failuresrun.failed", "/allrun.failed", "/allrun.cancelled");
    }

    @Test
    void aDeliveryThatFailsIsTriedAgainLaterAsTheSameMessageAndGivenUpInTheEnd() {
        JsonNode webhook = create("/hook", ALL);
        cancelledRun();
        receiver.answerWith(503);

        deliver();
        JsonNode first = deliveries(webhook).get(0);
        assertThat(first.get("status").stringValue()).isEqualTo("pending");
        assertThat(first.get("response_status").intValue()).isEqualTo(503);
        assertThat(Instant.parse(first.get("next_attempt_at").stringValue()))
                .isBetween(clock.instant().plusMillis(3750), clock.instant().plusMillis(6250));
        deliver();
        assertThat(receiver.messages()).as("not at once").hasSize(1);

        for (int attempt = 2; attempt <= Backoff.MAX_ATTEMPTS + 1; attempt++) {
            clock.advance(Duration.ofHours(31));
            deliver();
        }
        assertThat(receiver.messages()).hasSize(Backoff.MAX_ATTEMPTS);
        assertThat(receiver.messages())
                .extracting(Receiver.Message::id)
                .containsOnly(first.get("id").stringValue());
        assertThat(receiver.messages()).extracting(Receiver.Message::timestamp).doesNotHaveDuplicates();
        JsonNode last = deliveries(webhook).get(0);
        assertThat(last.get("status").stringValue()).isEqualTo("failed");
        assertThat(last.get("attempts").intValue()).isEqualTo(Backoff.MAX_ATTEMPTS);
        assertThat(last.get("error").stringValue()).contains("503");
        assertThat(last.get("next_attempt_at").isNull()).isTrue();
    }

    @Test
    void aReceiverThatComesBackGetsWhatItMissed() {
        JsonNode webhook = create("/hook", ALL);
        cancelledRun();
        receiver.answerWith(500);
        deliver();

        receiver.answerWith(200);
        clock.advance(Duration.ofSeconds(7));
        deliver();

        assertThat(deliveries(webhook).get(0).get("status").stringValue()).isEqualTo("delivered");
        assertThat(deliveries(webhook).get(0).get("attempts").intValue()).isEqualTo(2);
    }

    @Test
    void aReceiverThatIsGoneIsCalledNoMore() {
        JsonNode webhook = create("/hook", ALL);
        cancelledRun();
        receiver.answerWith(410);
        deliver();
        cancelledRun();
        deliver();

        assertThat(receiver.messages()).hasSize(1);
        String path = "/v1/webhooks/" + webhook.get("id").stringValue();
        assertThat(http.get(path).json().get("enabled").booleanValue()).isFalse();
        assertThat(deliveries(webhook).get(0).get("status").stringValue()).isEqualTo("failed");
    }

    @Test
    void severalProcessesShareTheDeliveriesAndMakeNoneTwice() throws Exception {
        for (int i = 0; i < 5; i++) {
            create("/hook" + i, ALL);
        }
        for (int i = 0; i < 12; i++) {
            cancelledRun();
        }
        CyclicBarrier fourAtOnce = new CyclicBarrier(4);
        AtomicInteger called = new AtomicInteger();
        receiver.answerWith(exchange -> {
            if (called.incrementAndGet() <= 4) {
                join(fourAtOnce);
            }
            exchange.sendResponseHeaders(200, -1);
        });

        inFourProcesses(dispatcher::emptyOutbox);
        dispatcher.emptyOutbox(); // whoever found all ends taken has gone home
        inFourProcesses(dispatcher::deliverDue);
        dispatcher.deliverDue();

        assertThat(receiver.messages()).hasSize(60);
        assertThat(receiver.messages()).extracting(Receiver.Message::id).doesNotHaveDuplicates();
        assertThat(receiver.messages().stream().limit(4).map(Receiver.Message::path))
                .as("of one webhook only one at a time")
                .doesNotHaveDuplicates();
    }

    private static void inFourProcesses(Runnable work) throws Exception {
        ExecutorService processes = Executors.newFixedThreadPool(4);
        List<Future<?>> working = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            working.add(processes.submit(work));
        }
        for (Future<?> one : working) {
            one.get();
        }
        processes.shutdown();
    }

    private static void join(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAProcessLeftUndoneAnotherDoesAndTheLateAnswerChangesNothing() {
        JsonNode webhook = create("/hook", ALL);
        cancelledRun();
        dispatcher.emptyOutbox();
        Shipment lost = queue.next().orElseThrow();
        assertThat(queue.next()).as("reserved").isEmpty();

        clock.advance(Duration.ofMinutes(2));
        Shipment again = queue.next().orElseThrow();
        queue.settle(lost, Outcome.answered(500));
        assertThat(deliveries(webhook).get(0).get("response_status").isNull()).isTrue();
        queue.settle(again, Outcome.answered(200));

        assertThat(again.messageId()).isEqualTo(lost.messageId());
        assertThat(again.number()).isEqualTo(2);
        assertThat(deliveries(webhook).get(0).get("status").stringValue()).isEqualTo("delivered");
    }

    @Test
    void anEndThatIsCommittedAfterALaterOneIsToldToo() {
        create("/hook", ALL);
        String slow = submit();
        String quick = submit();

        inTransaction(() -> {
            endBehindItsBack(slow); // has its sequence, and is not committed
            cancel(quick);
            inTransaction(this::deliver);
            assertThat(receiver.messages()).hasSize(1);
        });
        deliver();

        assertThat(receiver.messages())
                .extracting(message -> message.json().get("data").get("id").stringValue())
                .containsExactly(quick, slow);
    }

    @Test
    void aDeletedWebhookIsNotCalled() {
        JsonNode webhook = create("/hook", ALL);
        cancelledRun();
        dispatcher.emptyOutbox();
        String path = "/v1/webhooks/" + webhook.get("id").stringValue();

        assertThat(Http.send(http.request(path).DELETE()).status()).isEqualTo(204);
        deliver();

        assertThat(receiver.messages()).isEmpty();
        assertThat(http.get(path).status()).isEqualTo(404);
    }

    private void deliver() {
        dispatcher.emptyOutbox();
        dispatcher.deliverDue();
    }

    private JsonNode create(String path, String events) {
        Http.Answer answer =
                http.post("/v1/webhooks", "{\"url\":\"%s\",\"events\":[%s]}".formatted(receiver.url(path), events));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private JsonNode deliveries(JsonNode webhook) {
        return http.get("/v1/webhooks/" + webhook.get("id").stringValue() + "/deliveries")
                .json()
                .get("data");
    }

    private ClaimedRun claim() {
        return runs.claim("worker", Duration.ofSeconds(30)).orElseThrow();
    }

    private String submit() {
        return http.post("/v1/runs", RUN).json().get("id").stringValue();
    }

    private void cancel(String run) {
        assertThat(http.post("/v1/runs/" + run + "/cancel", "").status()).isEqualTo(202);
    }

    private String cancelledRun() {
        String run = submit();
        cancel(run);
        return run;
    }

    private void endBehindItsBack(String run) {
        jdbc.sql("""
                insert into run_event (run_id, at, type, from_status, to_status, attempt, epoch)
                select id, :now, 'ended', 'queued', 'cancelled', 0, 0 from run
                where 'run_' || replace(id::text, '-', '') = :run""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("run", run)
                .update();
    }

    private void inTransaction(Runnable work) {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        template.executeWithoutResult(open -> work.run());
    }
}
