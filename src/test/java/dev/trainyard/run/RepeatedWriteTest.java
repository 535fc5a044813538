package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Writes whose answer was lost: whether they had come through can be found out, and doing them again does no harm. */
@ServiceTest
class RepeatedWriteTest {
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

    @Test
    void anEpochThatIsCommittedAgainIsStoredOnce() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        queue.commitEpoch(claim, report(2), checkpoint(2), true);
        RunView before = fixture.view(id);
        queue.commitEpoch(claim, report(2), checkpoint(2), true);

        assertThat(fixture.view(id)).isEqualTo(before);
        assertThat(fixture.checkpoints(id)).containsExactly(1, 2);
        assertThat(fixture.events(id).stream().filter("epoch:running>running"::equals))
                .hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aLeaseThatItsHolderEndedIsKnownFromOneThatItLost(BiConsumer<RunQueue, ClaimedRun> end) {
        RunId id = fixture.submit();
        ClaimedRun lost = claim();
        clock.advance(LEASE.plusMillis(1));
        queue.rescueExpired();
        ClaimedRun held = claim();
        IntStream.rangeClosed(1, 3).forEach(epoch -> queue.commitEpoch(held, report(epoch), checkpoint(epoch), true));
        runs.cancel(id.toString());
        assertThat(queue.hasSettled(held)).isFalse();

        end.accept(queue, held);

        assertThat(queue.hasSettled(held)).isTrue();
        assertThat(queue.hasSettled(lost)).isFalse();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end("success", (queue, claim) -> queue.succeed(claim, RunFixture.result())),
                end("failure", (queue, claim) -> queue.fail(claim, FailureReason.DIVERGED, "NaN")),
                end("a stop", RunQueue::stopped),
                end("release", RunQueue::release));
    }

    private static Arguments end(String name, BiConsumer<RunQueue, ClaimedRun> end) {
        return argumentSet(name, end);
    }

    @Test
    void aReleaseIsKnownWhileTheNextWorkerHasTheRun() {
        fixture.submit();
        ClaimedRun first = claim();
        queue.release(first);
        ClaimedRun second = claim();

        assertThat(queue.hasSettled(first)).isTrue();
        assertThat(queue.hasSettled(second)).isFalse();
    }

    private ClaimedRun claim() {
        return queue.claim("worker", LEASE).orElseThrow();
    }
}
