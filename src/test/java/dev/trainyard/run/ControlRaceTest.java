package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static dev.trainyard.run.RunFixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.request.ProblemException;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Two who change the same run at the same moment: one is first, and the other sees what that one did. */
@ServiceTest
class ControlRaceTest {
    private static final int TIMES = 15;

    @Autowired
    private RunQueue queue;

    @Autowired
    private Runs runs;

    @Autowired
    private RunFixture fixture;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);

    /** What somebody does in the race; a conflict is an answer as good as any. */
    private interface Deed {
        void run() throws Exception;
    }

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @RepeatedTest(TIMES)
    void aRunThatSucceedsWhileSomebodyPausesItHasSucceeded() throws Exception {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        IntStream.rangeClosed(1, 3).forEach(epoch -> queue.commitEpoch(claim, report(epoch), checkpoint(epoch), true));
        Optional<String> refusal = race(() -> runs.pause(id.toString()), () -> queue.succeed(claim, result()));

        assertThat(fixture.status(id)).isEqualTo("succeeded");
        assertThat(fixture.events(id)).last().isEqualTo(succeededFrom(refusal));
    }

    private static String succeededFrom(Optional<String> refusal) {
        return refusal.isPresent() ? "ended:running>succeeded" : "ended:pausing>succeeded";
    }

    @RepeatedTest(TIMES)
    void ofACancelAndAPauseTheCancelIsWhatTheWorkerDoes() throws Exception {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        Optional<String> refusal = race(() -> runs.pause(id.toString()), () -> runs.cancel(id.toString()));

        assertThat(refusal).isIn(Optional.empty(), Optional.of("run_being_cancelled"));
        assertThat(queue.stopped(claim)).isEqualTo(RunStatus.CANCELLED);
    }

    @RepeatedTest(TIMES)
    void aRunThatIsClaimedWhileSomebodyPausesItIsEitherPausedOrAskedToPause() throws Exception {
        RunId id = fixture.submit();
        Future<Optional<ClaimedRun>> claimed = threads.submit(() -> {
            start.await();
            return queue.claim("worker", LEASE);
        });
        start.await();
        runs.pause(id.toString());

        assertThat(fixture.status(id)).isEqualTo(claimed.get().isPresent() ? "pausing" : "paused");
    }

    @RepeatedTest(TIMES)
    void aPauseThatStopsWhileSomebodyCancelsLeavesACancelledRun() throws Exception {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        runs.pause(id.toString());
        race(() -> queue.stopped(claim), () -> runs.cancel(id.toString()));

        assertThat(fixture.status(id)).isEqualTo("cancelled");
    }

    @RepeatedTest(TIMES)
    void aPausedRunIsResumedOnceHoweverManyAsk() throws Exception {
        RunId id = fixture.submit();
        runs.pause(id.toString());
        Optional<String> refusal = race(() -> runs.resume(id.toString()), () -> runs.resume(id.toString()));

        assertThat(refusal).contains("run_not_paused");
        assertThat(fixture.events(id)).containsOnlyOnce("resumed:paused>queued");
    }

    /** Does both at once, and returns the code of the conflict that one of them met, if one did. */
    private Optional<String> race(Deed one, Deed other) throws Exception {
        Future<Optional<String>> first = threads.submit(() -> attempt(one));
        Future<Optional<String>> second = threads.submit(() -> attempt(other));
        Optional<String> refusal = first.get();
        return second.get().or(() -> refusal);
    }

    private Optional<String> attempt(Deed deed) throws Exception {
        start.await();
        try {
            deed.run();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(
                    String.valueOf(java.util.Objects.requireNonNull(e.getBody().getProperties())
                            .get("code")));
        }
    }

    private ClaimedRun claim() {
        return queue.claim("worker", LEASE).orElseThrow();
    }
}
