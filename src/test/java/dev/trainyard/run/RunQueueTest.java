package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.training.Environment;
import dev.trainyard.training.StepReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class RunQueueTest {
    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void anEmptyQueueGivesNothing() {
        assertThat(queue.claim("w", LEASE)).isEmpty();
    }

    @Test
    void theHighestPriorityIsClaimedFirstThenTheOldest() {
        RunId old = fixture.submit("ann", 0);
        RunId young = fixture.submit("ann", 0);
        RunId urgent = fixture.submit("ann", 5);
        RunId idle = fixture.submit("ann", -5);

        assertThat(claimAll()).containsExactly(urgent, old, young, idle);
    }

    @Test
    void ownersTakeTurnsHoweverManyRunsOneOfThemSubmits() {
        RunId ann1 = fixture.submit("ann", 0);
        RunId ann2 = fixture.submit("ann", 0);
        RunId ann3 = fixture.submit("ann", 0);
        RunId bob1 = fixture.submit("bob", 0);

        assertThat(claimAll()).containsExactly(ann1, bob1, ann2, ann3);
    }

    @Test
    void priorityGoesBeforeFairShare() {
        RunId first = fixture.submit("ann", 1);
        RunId second = fixture.submit("ann", 1);
        RunId other = fixture.submit("bob", 0);

        assertThat(claimAll()).containsExactly(first, second, other);
    }

    @Test
    void workersThatClaimAtOnceNeverGetTheSameRun() throws Exception {
        int workers = 8;
        Set<RunId> submitted = IntStream.range(0, 40)
                .mapToObj(i -> fixture.submit("owner " + i % 3, 0))
                .collect(Collectors.toSet());
        var start = new CyclicBarrier(workers);
        Callable<List<RunId>> worker = () -> {
            start.await();
            return claimAll();
        };
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<RunId> claimed = threads
                    .invokeAll(Stream.generate(() -> worker).limit(workers).toList())
                    .stream()
                    .flatMap(future -> get(future).stream())
                    .toList();
            assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(submitted);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aClaimBringsTheRecipeThatWasSubmitted() {
        fixture.submit();
        ClaimedRun claim = claim();

        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.progress()).isNull();
        assertThat(claim.recipe().epochs()).isEqualTo(3);
        assertThat(claim.recipe().activation().initial()).containsEntry("a", 0.5);
        assertThat(Spec.of(claim.recipe()))
                .isEqualTo(fixture.view(claim.id()).summary().spec());
    }

    @Test
    void eachClaimHasALargerTokenThanAllBefore() {
        fixture.submit();
        ClaimedRun first = claim();
        queue.release(first);
        ClaimedRun second = claim();

        assertThat(second.leaseToken()).isGreaterThan(first.leaseToken());
    }

    @Test
    void aHeartbeatRenewsTheLeaseAndTellsTheProgress() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        clock.advance(LEASE.minusSeconds(1));
        assertThat(queue.heartbeat(claim, LEASE, new StepReport(1, 5, 10, 2.0, 640)))
                .isFalse();
        clock.advance(LEASE.minusSeconds(1));

        assertThat(queue.rescueExpired()).isZero();
        // Half of the first of three epochs; 2.5 epochs of 10 steps of 128 images are left, at 640 a second.
        assertThat(fixture.view(id).summary().progress()).isEqualTo(new ProgressView(0, 3, 5, 10, 0.5 / 3, 640.0, 5.0));
    }

    @Test
    void aStepOfAnEpochThatWasCommittedMeanwhileIsIgnored() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        queue.heartbeat(claim, LEASE, new StepReport(1, 10, 10, 2.0, 640));

        assertThat(fixture.view(id).summary().progress().step()).isNull();
    }

    @Test
    void anEpochIsStoredWithItsCheckpointOrNotAtAll() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        jdbc.sql("alter table checkpoint add constraint refuse_all check (epoch < 1)")
                .update();
        try {
            assertThatThrownBy(() -> queue.commitEpoch(claim, report(1), checkpoint(1), true))
                    .hasMessageContaining("refuse_all");
        } finally {
            jdbc.sql("alter table checkpoint drop constraint refuse_all").update();
        }

        assertThat(fixture.view(id).lastEpoch()).isNull();
        assertThat(fixture.view(id).summary().progress().epoch()).isZero();
        assertThat(fixture.events(id)).containsExactly("created:>queued", "claimed:queued>running");
    }

    @Test
    void anEpochThatDoesNotFollowTheLastOneIsRefused() {
        fixture.submit();
        ClaimedRun claim = claim();

        assertThatThrownBy(() -> queue.commitEpoch(claim, report(2), checkpoint(2), true))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheLatestAndTheBestCheckpointAndThoseBeforeThemAreKept() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        assertThat(fixture.checkpoints(id)).containsExactly(1);
        queue.commitEpoch(claim, report(2), checkpoint(2), false);
        assertThat(fixture.checkpoints(id)).containsExactly(1, 2);
        queue.commitEpoch(claim, report(3), checkpoint(3), true);
        assertThat(fixture.checkpoints(id)).containsExactly(1, 2, 3);
    }

    @Test
    void aRunGoesOnFromItsLatestCheckpointAndKnowsItsBest() {
        fixture.submit();
        ClaimedRun claim = claim();
        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        queue.commitEpoch(claim, report(2), checkpoint(2), false);
        queue.release(claim);

        var progress = claim().progress();
        assertThat(progress)
                .usingRecursiveComparison()
                .isEqualTo(new dev.trainyard.training.Progress(checkpoint(2), checkpoint(1), List.of(1.6, 0.8)));
    }

    @Test
    void aRunThatAnotherVersionSpecifiedFailsAndDoesNotBlockTheQueue() {
        RunId unreadable = fixture.submit();
        RunId next = fixture.submit();
        jdbc.sql("update run set spec = jsonb_set(spec, '{model}', '\"resnet-9000\"') where id = ?")
                .param(unreadable.value())
                .update();

        assertThat(claim().id()).isEqualTo(next);
        assertThat(fixture.view(unreadable).summary().reason()).isEqualTo("error");
    }

    @Test
    void anEndedRunShowsItsResultAndEnvironment() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        var environment = new Environment("cpu", 2, Map.of("nd4j", "1.0.0-M2.1"));
        queue.recordEnvironment(claim, environment);
        IntStream.rangeClosed(1, 3)
                .forEach(epoch -> queue.commitEpoch(claim, report(epoch), checkpoint(epoch), epoch <= 2));
        clock.advance(Duration.ofMinutes(1));
        queue.succeed(claim, RunFixture.result());

        RunView view = fixture.view(id);
        assertThat(view.summary().status()).isEqualTo("succeeded");
        assertThat(view.summary().times().endedAt()).isEqualTo(clock.instant());
        assertThat(view.summary().progress().fraction()).isEqualTo(1);
        assertThat(view.environment()).isEqualTo(environment);
        assertThat(view.result()).isEqualTo(RunFixture.result());
        assertThat(view.bestEpoch()).extracting(EpochView::epoch).isEqualTo(2);
        assertThat(view.lastEpoch()).extracting(EpochView::epoch).isEqualTo(3);
        assertThat(view.activationParameters()).isEqualTo(Map.of("a", 1.5));
    }

    private ClaimedRun claim() {
        return queue.claim("worker", LEASE).orElseThrow();
    }

    private List<RunId> claimAll() {
        return Stream.generate(() -> queue.claim("worker", LEASE))
                .takeWhile(Optional::isPresent)
                .map(claim -> claim.orElseThrow().id())
                .toList();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
