package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trainyard.access.AccessFixture;
import dev.trainyard.access.ClosedServiceTest;
import dev.trainyard.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Quotas of 5 queued and 2 running runs, and of 100,000 images a day, which are 10 epochs of shapes. */
@ClosedServiceTest
class QuotaTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture runs;

    @Autowired
    private AccessFixture access;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final ExecutorService threads = Executors.newFixedThreadPool(20);
    private Http ann;

    @BeforeEach
    void connect() {
        access.reset();
        ann = new Http(port).as(access.token("ann", Role.SUBMITTER));
    }

    @AfterEach
    void shutDown() {
        threads.shutdownNow();
    }

    @Test
    void twentySubmissionsAtOnceDoNotExceedTheQueue() throws Exception {
        List<Http.Answer> answers = atOnce(20, () -> submit(1));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .hasSize(15)
                .allSatisfy(answer -> {
                    JsonNode problem = answer.json();
                    assertThat(problem.get("code").stringValue()).isEqualTo("quota_exceeded");
                    assertThat(problem.get("quota").stringValue()).isEqualTo("queued");
                    assertThat(problem.get("limit").intValue()).isEqualTo(5);
                    assertThat(problem.get("used").intValue()).isEqualTo(5);
                    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
                });
    }

    @Test
    void submissionsAtOnceDoNotExceedTheImagesOfADay() throws Exception {
        List<Http.Answer> answers = atOnce(20, () -> submit(3));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .hasSize(17)
                .allSatisfy(answer ->
                        assertThat(answer.json().get("used").intValue()).isEqualTo(90_000));
    }

    @Test
    void theQuotaOfOneOwnerIsNoneOfAnothers() {
        submit(10);

        assertThat(submit(1).status()).isEqualTo(429);
        ann = new Http(port).as(access.token("bob", Role.SUBMITTER));
        assertThat(submit(10).status()).isEqualTo(201);
    }

    @Test
    void imagesComeBackADayLaterAsRetryAfterSays() {
        submit(4);
        clock.advance(Duration.ofHours(1));
        submit(5);
        Http.Answer refused = submit(3);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().get("quota").stringValue()).isEqualTo("images_per_day");
        assertThat(refused.json().get("limit").longValue()).isEqualTo(100_000);
        assertThat(refused.json().get("used").longValue()).isEqualTo(90_000);
        assertThat(refused.json().get("asked").longValue()).isEqualTo(30_000);
        long wait = Long.parseLong(refused.header("Retry-After"));
        assertThat(wait).isEqualTo(23 * 3600 + 1);
        clock.advance(Duration.ofSeconds(wait - 2));
        assertThat(submit(3).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(2));
        assertThat(submit(3).status()).isEqualTo(201);
    }

    @Test
    void aRunThatEndsEarlyGivesBackWhatItDidNotTrain() {
        String id = submit(10).json().get("id").stringValue();
        assertThat(submit(1).status()).isEqualTo(429);

        ann.post("/v1/runs/" + id + "/cancel", "");
        assertThat(submit(10).status()).isEqualTo(201);
    }

    @Test
    void aDeletedRunGivesNothingBack() {
        submit(10);
        runs.deleteAll();

        assertThat(submit(1).status()).isEqualTo(429);
    }

    @Test
    void aRunThatIsTooMuchForADayIsToldSo() {
        Http.Answer answer = submit(11);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().get("detail").stringValue()).contains("however long you wait");
        assertThat(ann.get("/v1/runs").json().get("data")).isEmpty();
    }

    @Test
    void aPausedRunComesBackOnlyWhereTheQueueHasRoom() {
        String paused = submit(1).json().get("id").stringValue();
        ann.post("/v1/runs/" + paused + "/pause", "");
        List<Http.Answer> others = Stream.generate(() -> submit(1)).limit(5).toList();
        assertThat(others).allMatch(answer -> answer.status() == 201);

        Http.Answer refused = ann.post("/v1/runs/" + paused + "/resume", "");
        assertThat(refused.json().get("code").stringValue()).isEqualTo("quota_exceeded");
        assertThat(ann.get("/v1/runs/" + paused).json().get("status").stringValue())
                .isEqualTo("paused");
        String last = others.get(4).json().get("id").stringValue();
        ann.post("/v1/runs/" + last + "/cancel", "");
        assertThat(ann.post("/v1/runs/" + paused + "/resume", "").status()).isEqualTo(202);
    }

    @Test
    void anExtensionTakesTheImagesOfTheEpochsThatItAdds() {
        String id = submit(1).json().get("id").stringValue();
        ClaimedRun claim = claim().orElseThrow();
        queue.commitEpoch(claim, RunFixture.report(1), RunFixture.checkpoint(1), true);
        queue.succeed(claim, RunFixture.result());

        assertThat(ann.post("/v1/runs/" + id + "/extend", "{\"epochs\": 11}").status())
                .isEqualTo(429);
        assertThat(ann.post("/v1/runs/" + id + "/extend", "{\"epochs\": 10}").status())
                .isEqualTo(202);
        assertThat(submit(1).status()).isEqualTo(429);
    }

    @Test
    void theQueuePassesOverOwnersWithAsManyRunsAsTheyMayHave() {
        for (int i = 0; i < 3; i++) {
            runs.submit("ann", 9);
        }
        RunId bobs = runs.submit("bob", 0);
        ClaimedRun first = claim().orElseThrow();
        assertThat(claim()).isPresent();

        assertThat(claim().orElseThrow().id()).isEqualTo(bobs);
        assertThat(claim()).isEmpty();
        queue.release(first);
        assertThat(claim()).isPresent();
        assertThat(claim()).isEmpty();
    }

    @Test
    void claimsAtOnceDoNotExceedTheRunsAtWork() throws Exception {
        for (int round = 0; round < 10; round++) {
            access.reset();
            for (int i = 0; i < 3; i++) {
                runs.submit("ann", 0);
            }
            List<Optional<ClaimedRun>> claims = atOnce(8, this::claim);

            assertThat(claims)
                    .as("round " + round)
                    .filteredOn(Optional::isPresent)
                    .hasSize(2);
        }
    }

    @Test
    void anOwnerOfAnyNameCanBeLocked() {
        assertThat(catchThrowable(() -> runs.submit("' or 1=1 -- \uD83D\uDE00", 0)))
                .isNull();
        assertThat(jdbc.sql("select count(*) from quota_charge")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private Optional<ClaimedRun> claim() {
        return queue.claim("worker", LEASE);
    }

    private Http.Answer submit(int epochs) {
        return ann.post("/v1/runs", """
                {"model": "resnet-8", "activation": "relu", "dataset": "shapes", "epochs": %d}""".formatted(epochs));
    }

    private <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        var start = new CyclicBarrier(times);
        List<Future<T>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            calls.add(threads.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : calls) {
            results.add(one.get());
        }
        return results;
    }
}
