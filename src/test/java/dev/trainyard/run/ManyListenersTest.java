package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class ManyListenersTest {
    private static final int MANY = 500;

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunEventFeed feed;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    @Autowired
    private EntityManagerFactory database;

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
    void fiveHundredListenToOneRunWithoutAThreadOrAQueryForEach() {
        RunId run = fixture.submit();
        for (int i = 0; i < MANY; i++) {
            clients.add(EventClient.listen(port, run, ""));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> clients.stream().allMatch(client -> client.events().size() == 1));
        assertThat(webThreads()).isLessThan(MANY);
        Statistics statements = database.unwrap(SessionFactory.class).getStatistics();
        statements.setStatisticsEnabled(true);
        statements.clear();

        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        for (int epoch = 1; epoch <= 3; epoch++) {
            queue.commitEpoch(claim, report(epoch), checkpoint(epoch), true);
        }
        assertThat(new Http(port).get("/v1/runs/" + run).status())
                .as("others are served")
                .isEqualTo(200);
        queue.succeed(claim, RunFixture.result());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> clients.stream().allMatch(client -> client.ended().isDone()));
        assertThat(statements.getPrepareStatementCount()).isLessThan(MANY / 4);
        statements.setStatisticsEnabled(false);
        assertThat(clients)
                .extracting(EventClient::names)
                .containsOnly(clients.get(0).names());
        assertThat(clients.get(0).names())
                .endsWith("done")
                .filteredOn("epoch"::equals)
                .hasSize(3);
    }

    @Test
    void whoDoesNotReadIsDroppedAndKeepsNobodyWaiting() throws IOException {
        RunId run = fixture.submit();
        EventClient reader = EventClient.listen(port, run, "");
        clients.add(reader);
        try (Socket sleeper = new Socket()) {
            sleeper.setReceiveBufferSize(1024);
            sleeper.connect(new InetSocketAddress("127.0.0.1", port));
            sleeper.getOutputStream()
                    .write("GET /v1/runs/%s/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .formatted(run)
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> feed.size() == 2);

            fillEveryBufferOnTheWay(run, 8000);
            await().atMost(Duration.ofSeconds(30)).until(() -> reader.events().size() == 8001);
            clock.advance(Duration.ofSeconds(31));

            await().until(() -> feed.size() == 1);
            await().until(() -> !reader.comments().isEmpty());
        }
    }

    private void fillEveryBufferOnTheWay(RunId run, int events) {
        jdbc.sql("""
                insert into run_event (run_id, at, type, to_status, attempt, worker, epoch)
                select :run, now(), 'claimed', 'queued', 0, repeat('x', 2000), 0 from generate_series(1, :events)""").param("run", run.value()).param("events", events).update();
    }

    private static long webThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("http-nio-"))
                .count();
    }
}
