package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.training.StepReport;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
@Timeout(60)
class RunEventStreamTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    @Autowired
    private Runs runs;

    @Autowired
    private RunEventFeed feed;

    @Autowired
    private TestClock clock;

    @Autowired
    private EntityManager entities;

    @Autowired
    private PlatformTransactionManager transactions;

    private final List<EventClient> clients = new ArrayList<>();

    @BeforeEach
    void deleteRuns() {
        fixture.deleteAll();
    }

    @AfterEach
    void hangUp() {
        clients.forEach(EventClient::close);
        fixture.deleteAll();
        await().until(feed::isEmpty);
    }

    @Test
    void whoComesLateHearsAllThatHappenedInOrderAndThenTheEnd() throws Exception {
        RunId run = fixture.submit();
        trainToTheEnd();

        EventClient client = listen(run, "");
        var response = client.ended().get();

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(client.retry()).isEqualTo("3000");
        assertThat(client.names())
                .containsExactly(
                        "status",
                        "status",
                        "checkpoint",
                        "epoch",
                        "checkpoint",
                        "epoch",
                        "checkpoint",
                        "epoch",
                        "status",
                        "done");
        assertThat(ids(client)).isEqualTo(fixture.eventIds(run));
        assertThat(client.events().get(3).json())
                .isEqualTo(new Http(port)
                        .get("/v1/runs/" + run + "/epochs")
                        .json()
                        .get("data")
                        .get(0));
        assertThat(last(client).json().get("status").stringValue()).isEqualTo("succeeded");
    }

    @Test
    void whoListensHearsWhatHappens() throws Exception {
        RunId run = fixture.submit();
        EventClient client = listen(run, "");
        await().until(() -> client.names().equals(List.of("status")));

        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        queue.heartbeat(claim, LEASE, new StepReport(1, 7, 70, 0.5, 900));
        await().until(() -> last(client).name().equals("step"));
        assertThat(last(client).id()).isEmpty();
        assertThat(last(client).json().get("step").intValue()).isEqualTo(7);
        assertThat(last(client).json().get("fraction").doubleValue()).isEqualTo(0.1 / 3);

        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        await().until(() -> last(client).name().equals("epoch"));
        runs.cancel(run.toString());
        queue.stopped(claim);
        client.ended().get();
        assertThat(client.names())
                .endsWith("epoch", "status", "status", "done")
                .filteredOn("step"::equals)
                .as("a step is told once")
                .hasSize(1);
    }

    @Test
    void whoComesBackGoesOnAfterTheLastEventItHas() throws Exception {
        RunId run = fixture.submit();
        trainToTheEnd();
        List<String> sequences = fixture.eventIds(run);

        EventClient client = listen(run, "?after=" + sequences.get(0), "Last-Event-ID", sequences.get(2));
        client.ended().get();
        assertThat(ids(client)).isEqualTo(sequences.subList(3, sequences.size()));

        EventClient byQuery = listen(run, "?after=" + sequences.get(3));
        byQuery.ended().get();
        assertThat(ids(byQuery)).isEqualTo(sequences.subList(4, sequences.size()));
    }

    @Test
    void whoHasAllOfAnEndedRunIsToldNotToComeBack() throws Exception {
        RunId run = fixture.submit();
        trainToTheEnd();
        List<String> sequences = fixture.eventIds(run);

        EventClient client = listen(run, "", "Last-Event-ID", sequences.get(sequences.size() - 1));

        assertThat(client.ended().get().statusCode()).isEqualTo(204);
    }

    @Test
    void anEventIdThatIsNotThereYetHidesNothing() throws Exception {
        RunId run = fixture.submit();
        EventClient client = listen(run, "", "Last-Event-ID", "999999999999999999");
        await().until(() -> feed.size() == 1);

        runs.cancel(run.toString());

        client.ended().get();
        assertThat(client.names()).containsExactly("status", "done");
    }

    @Test
    void anEventThatIsCommittedAfterALaterOneOfAnotherRunIsNotSkipped() throws Exception {
        RunId slow = fixture.submit();
        RunId quick = fixture.submit();
        EventClient slowly = listen(slow, "");
        EventClient quickly = listen(quick, "");
        await().until(() -> slowly.events().size() == 1 && quickly.events().size() == 1);

        inTransaction(() -> {
            runs.cancel(slow.toString());
            entities.flush(); // the event has its sequence, and is not committed
            inTransaction(() -> runs.cancel(quick.toString()));
            await().until(() -> last(quickly).name().equals("done"));
            assertThat(last(slowly).name()).isEqualTo("status");
        });

        slowly.ended().get();
        assertThat(slowly.names()).containsExactly("status", "status", "done");
        assertThat(Long.parseLong(last(slowly).id()))
                .isLessThan(Long.parseLong(last(quickly).id()));
    }

    @Test
    void aSilentStreamHasACommentEveryFifteenSeconds() {
        EventClient client = listen(fixture.submit(), "");
        await().until(() -> client.events().size() == 1);

        clock.advance(Duration.ofSeconds(14));
        clock.advance(Duration.ofSeconds(1));

        await().until(() -> client.comments().size() == 1);
        clock.advance(Duration.ofSeconds(15));
        await().until(() -> client.comments().size() == 2);
    }

    @Test
    void theStreamOfARunThatIsDeletedEnds() throws Exception {
        EventClient client = listen(fixture.submit(), "");
        await().until(() -> client.events().size() == 1);

        fixture.deleteAll();

        assertThat(client.ended().get().statusCode()).isEqualTo(200);
    }

    @Test
    void whatCannotBeListenedToIsAProblem() {
        Http http = new Http(port);
        RunId run = fixture.submit();

        Http.Answer unknown = http.get("/v1/runs/run_1/events", "text/event-stream");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().get("code").stringValue()).isEqualTo("run_not_found");

        Http.Answer wrong = http.get("/v1/runs/" + run + "/events?after=first");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors").get(0).get("pointer").stringValue())
                .isEqualTo("?after");
    }

    private EventClient listen(RunId run, String query, String... headers) {
        EventClient client = EventClient.listen(port, run, query, headers);
        clients.add(client);
        return client;
    }

    private void trainToTheEnd() {
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        for (int epoch = 1; epoch <= 3; epoch++) {
            queue.commitEpoch(claim, report(epoch), checkpoint(epoch), epoch < 3);
        }
        queue.succeed(claim, RunFixture.result());
    }

    private void inTransaction(Runnable work) {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        template.executeWithoutResult(open -> work.run());
    }

    private static List<String> ids(EventClient client) {
        return client.events().stream()
                .map(EventClient.Event::id)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private static EventClient.Event last(EventClient client) {
        List<EventClient.Event> events = client.events();
        return events.isEmpty() ? new EventClient.Event("", "", "") : events.get(events.size() - 1);
    }
}
