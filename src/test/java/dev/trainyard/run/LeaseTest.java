package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static dev.trainyard.run.RunFixture.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.trainyard.training.Environment;
import dev.trainyard.training.StepReport;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class LeaseTest {
    @Autowired
    private RunQueue queue;

    @Autowired
    private Runs runs;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aWorkerThatLostItsLeaseCanWriteNothing(BiConsumer<RunQueue, ClaimedRun> write) {
        RunId id = fixture.submit();
        ClaimedRun late = claim();
        loseLease();
        ClaimedRun present = claim();
        RunView before = fixture.view(id);

        assertThatThrownBy(() -> write.accept(queue, late)).isInstanceOf(LeaseLostException.class);
        assertThat(present.id()).isEqualTo(id);
        assertThat(fixture.view(id)).isEqualTo(before);
        assertThat(fixture.checkpoints(id)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aWorkerWhoseRunHasEndedCanWriteNothing(BiConsumer<RunQueue, ClaimedRun> write) {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        queue.fail(claim, FailureReason.ERROR, "broken");
        RunView before = fixture.view(id);

        assertThatThrownBy(() -> write.accept(queue, claim)).isInstanceOf(LeaseLostException.class);
        assertThat(fixture.view(id)).isEqualTo(before);
    }

    static Stream<Arguments> writes() {
        return Stream.of(
                write("heartbeat", (queue, claim) -> queue.heartbeat(claim, LEASE, new StepReport(1, 1, 9, 2.0, 100))),
                write(
                        "environment",
                        (queue, claim) -> queue.recordEnvironment(claim, new Environment("cpu", 1, Map.of()))),
                write("epoch", (queue, claim) -> queue.commitEpoch(claim, report(1), checkpoint(1), true)),
                write("success", (queue, claim) -> queue.succeed(claim, result())),
                write("failure", (queue, claim) -> queue.fail(claim, FailureReason.DIVERGED, "NaN")),
                write("stop", RunQueue::stopped),
                write("release", RunQueue::release));
    }

    private static Arguments write(String name, BiConsumer<RunQueue, ClaimedRun> write) {
        return argumentSet(name, write);
    }

    @Test
    void anExpiredLeasePutsTheRunBackIntoTheQueue() {
        RunId id = fixture.submit();
        claim();
        loseLease();

        assertThat(fixture.status(id)).isEqualTo("queued");
        assertThat(fixture.view(id).summary().times().queuedAt()).isEqualTo(clock.instant());
        assertThat(fixture.events(id))
                .containsExactly("created:>queued", "claimed:queued>running", "lease_lost:running>queued");
        assertThat(claim().attempt()).isEqualTo(2);
    }

    @Test
    void aLeaseThatIsNotOverIsLeftAlone() {
        fixture.submit();
        claim();
        clock.advance(LEASE);

        assertThat(queue.rescueExpired()).isZero();
    }

    @Test
    void threeLostLeasesWithoutAnEpochEndTheRun() {
        RunId id = fixture.submit();
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(fixture.status(id)).isEqualTo("queued");
            claim();
            loseLease();
        }

        assertThat(fixture.view(id).summary())
                .extracting(RunSummary::status, RunSummary::reason)
                .containsExactly("failed", "crashed_too_often");
        assertThat(queue.claim("worker", LEASE)).isEmpty();
    }

    @Test
    void anEpochOfProgressForgivesTheLostLeasesBefore() {
        RunId id = fixture.submit();
        claim();
        loseLease();
        claim();
        loseLease();
        queue.commitEpoch(claim(), report(1), checkpoint(1), true);
        loseLease();
        claim();
        loseLease();

        assertThat(fixture.status(id)).isEqualTo("queued");
        assertThat(fixture.view(id).summary().attempt()).isEqualTo(4);
    }

    @Test
    void aRunThatIsGivenBackIsQueuedAtOnceAndHasLostNoAttempt() {
        RunId id = fixture.submit();
        for (int i = 0; i < 5; i++) {
            queue.release(claim());
        }

        assertThat(fixture.status(id)).isEqualTo("queued");
        claim();
        loseLease();
        assertThat(fixture.status(id)).isEqualTo("queued");
    }

    @Test
    void aWaitingRunIsCancelledAtOnce() {
        RunId id = fixture.submit();

        assertThat(runs.cancel(id.toString()).summary().status()).isEqualTo("cancelled");
        assertThat(queue.claim("worker", LEASE)).isEmpty();
        assertThat(fixture.events(id)).containsExactly("created:>queued", "ended:queued>cancelled");
    }

    @Test
    void theWorkerOfACancelledRunIsToldAndEndsIt() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        assertThat(queue.heartbeat(claim, LEASE, null)).isFalse();
        assertThat(runs.cancel(id.toString()).summary().status()).isEqualTo("cancelling");
        assertThat(runs.cancel(id.toString()).summary().status()).isEqualTo("cancelling");
        assertThat(queue.heartbeat(claim, LEASE, null)).isTrue();
        queue.stopped(claim);

        assertThat(fixture.status(id)).isEqualTo("cancelled");
        assertThat(fixture.events(id))
                .containsExactly(
                        "created:>queued",
                        "claimed:queued>running",
                        "cancel_requested:running>cancelling",
                        "ended:cancelling>cancelled");
    }

    @Test
    void aRunThatWasToBeCancelledEndsWhenItsLeaseIsLostOrGivenBack() {
        RunId lost = fixture.submit();
        claim();
        RunId givenBack = fixture.submit();
        ClaimedRun second = claim();
        runs.cancel(lost.toString());
        runs.cancel(givenBack.toString());
        queue.release(second);
        loseLease();

        assertThat(fixture.status(lost)).isEqualTo("cancelled");
        assertThat(fixture.status(givenBack)).isEqualTo("cancelled");
    }

    private ClaimedRun claim() {
        return queue.claim("worker", LEASE).orElseThrow();
    }

    private void loseLease() {
        clock.advance(LEASE.plusMillis(1));
        assertThat(queue.rescueExpired()).isOne();
    }
}
