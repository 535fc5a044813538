package dev.trainyard.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.runlog.RunLogBuffer.Numbered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From a line that is logged to the answer over HTTP. */
@ServiceTest
@Timeout(60)
class RunLogTest {
    private static final Logger LOG = LoggerFactory.getLogger("org.somewhere.Else");

    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcTemplate batches;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private RunLogStore store;

    private ClaimedRun run;

    @BeforeEach
    void claimARun() {
        fixture.deleteAll();
        fixture.submit();
        run = queue.claim("w", Duration.ofSeconds(30)).orElseThrow();
    }

    @Test
    void whatAThreadLogsForARunIsServedAsText() {
        try (var log = RunLogScope.enter(run)) {
            LOG.info("The data set is {}", "there");
            LOG.warn("It is slow");
        }
        LOG.info("This is of no run");
        awaitLines(2);

        Http.Answer answer = get("");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(answer.body().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("2\\S+T\\S+Z INFO  1 The data set is there"),
                        line -> assertThat(line).endsWith("Z WARN  1 It is slow"));
    }

    @Test
    void whoHasSomeLinesGetsTheRest() {
        add(1, "a", "b", "c", "d");

        assertThat(messages("?after=2")).containsExactly("c", "d");
        assertThat(messages("?tail=1")).containsExactly("d");
        assertThat(messages("?after=1&tail=2")).containsExactly("c", "d");
        assertThat(messages("?after=3&tail=9")).containsExactly("d");
        assertThat(messages("?after=9")).isEmpty();
    }

    @Test
    void aLogThatHasNotGrownIsNotSentAgain() {
        add(1, "a");
        String etag = get("").header("ETag");
        assertThat(with(etag).status()).isEqualTo(304);

        add(2, "b");
        assertThat(with(etag).status()).isEqualTo(200);
    }

    @Test
    void aRunThatNobodyHadHasAnEmptyLogAndNoRunHasNone() {
        assertThat(get("").body()).isEmpty();
        Http.Answer none = new Http(port).get("/v1/runs/run_" + "0".repeat(32) + "/log");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().get("code").stringValue()).isEqualTo("run_not_found");
        assertThat(new Http(port).get("/v1/runs/nonsense/log").status()).isEqualTo(404);
    }

    @Test
    void aNumberOfLinesThatIsNoneIsInvalid() {
        for (String query : List.of("?after=-1", "?after=x", "?tail=1.5", "?tail=99999999999999")) {
            Http.Answer answer = get(query);
            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("invalid_request");
        }
    }

    @Test
    void aBatchThatIsWrittenAgainIsThereOnce() {
        List<Numbered> batch = lines(1, "a", "b");
        store.add(batch.get(0).line().attempt(), batch);
        store.add(batch.get(0).line().attempt(), batch);

        assertThat(messages("")).containsExactly("a", "b");
    }

    @Test
    void anotherAttemptsProcessCountsItsLinesAnew() {
        add(7, "a");
        var second = new RunLogLine.Attempt(run.id(), 2);
        store.add(second, List.of(new Numbered(1, new RunLogLine(second, Instant.EPOCH, "INFO", "b"))));

        assertThat(messages("")).containsExactly("a", "b");
    }

    @Test
    void aLogHasAnEndAndSaysSo() {
        var small = new RunLogStore(jdbc, batches, new RunLogSettings(3, 10));
        List<Numbered> lines = lines(1, "a", "b", "c", "d");
        transaction.executeWithoutResult(t -> small.add(lines.get(0).line().attempt(), lines));
        List<Numbered> more = lines(5, "e");
        transaction.executeWithoutResult(t -> small.add(more.get(0).line().attempt(), more));

        assertThat(messages(""))
                .containsExactly(
                        "a", "b", "The log ends here: it has as many lines as trainyard.run-log.max-lines allows");
    }

    @Test
    void linesOfADeletedRunAreDroppedAndThoseOfADeletedLogAreGone() {
        add(1, "a");
        fixture.deleteAll();
        add(2, "b");

        assertThat(jdbc.sql("select count(*) from run_log_line")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aLineChangesNoVersionOfTheRun() {
        String path = "/v1/runs/" + run.id();
        String etag = new Http(port).get(path).header("ETag");
        add(1, "a");

        assertThat(new Http(port).getWith("If-None-Match", etag, path).status()).isEqualTo(304);
    }

    @Test
    void aLoggingConfigurationThatIsReadAgainKeepsTheCapture() {
        var capture = new RunLogCapture(new RunLogBuffer(9), new LoggerContext());
        LoggerContext logging = (LoggerContext) capture.getContext();
        capture.begin();
        logging.reset();

        var root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
        assertThat(root.isAttached(capture)).isTrue();
        assertThat(capture.isStarted()).isTrue();
        capture.end();
        assertThat(root.isAttached(capture)).isFalse();
    }

    private void add(long firstNumber, String... messages) {
        List<Numbered> lines = lines(firstNumber, messages);
        store.add(lines.get(0).line().attempt(), lines);
    }

    private List<Numbered> lines(long firstNumber, String... messages) {
        var attempt = new RunLogLine.Attempt(run.id(), 1);
        return IntStream.range(0, messages.length)
                .mapToObj(i -> new Numbered(
                        firstNumber + i, new RunLogLine(attempt, Instant.EPOCH.plusSeconds(i), "INFO", messages[i])))
                .toList();
    }

    private void awaitLines(int number) {
        RunId id = run.id();
        await().until(() -> store.length(id).orElseThrow() == number);
    }

    private List<String> messages(String query) {
        return get(query)
                .body()
                .lines()
                .map(line -> line.replaceFirst("\\S+ \\S+ +\\d+ ", ""))
                .toList();
    }

    private Http.Answer with(String etag) {
        return new Http(port).getWith("If-None-Match", etag, "/v1/runs/" + run.id() + "/log");
    }

    private Http.Answer get(String query) {
        return new Http(port).get("/v1/runs/" + run.id() + "/log" + query);
    }
}
