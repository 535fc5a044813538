package dev.trainyard.worker;

import static dev.trainyard.worker.Workers.awaitStatus;
import static dev.trainyard.worker.Workers.endEpoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.run.TestClock;
import dev.trainyard.training.Engine;
import dev.trainyard.training.TrainingObserver;
import dev.trainyard.training.TrainingResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
@Timeout(60)
class IdleExitTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofMillis(20);

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    /** Not the service's, which leases run by. */
    private final TestClock clock = new TestClock();

    private final AtomicInteger exits = new AtomicInteger();
    private final IdleExit idleExit = new IdleExit(LIMIT, clock, exits::incrementAndGet);
    private @Nullable Worker worker;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @AfterEach
    void stopWorker() {
        if (worker != null) {
            worker.stop();
        }
    }

    @Test
    void aProcessEndsAfterItsLastRun() {
        start(2, IdleExitTest::train);
        RunId id = fixture.submit();
        awaitStatus(fixture, id, "succeeded");

        await().until(() -> {
            clock.advance(LIMIT);
            return exits.get() == 1;
        });
    }

    @Test
    void itEndsOnceNoSlotHasFoundARunForSoLong() {
        clock.advance(LIMIT); // for a start that took its time
        look();
        clock.advance(LIMIT.minusMillis(1));
        look();
        assertThat(exits).hasValue(0);

        clock.advance(Duration.ofMillis(1));
        look();
        assertThat(exits).hasValue(1);
        assertThat(idleExit.mayClaim()).isFalse();
    }

    @Test
    void aSlotThatTrainsKeepsTheProcessHoweverLongTheOthersAreIdle() {
        assertThat(idleExit.mayClaim()).isTrue();
        clock.advance(LIMIT.multipliedBy(10));
        look();
        assertThat(exits).hasValue(0);

        idleExit.looked(true);
        look();
        assertThat(exits).as("the wait begins at the end of the run").hasValue(0);
        clock.advance(LIMIT);
        look();
        assertThat(exits).hasValue(1);
    }

    @Test
    void nothingIsClaimedOnceTheProcessEnds() {
        Worker ending = start(2, IdleExitTest::train);
        await().until(() -> {
            clock.advance(LIMIT);
            return exits.get() == 1;
        });

        RunId id = fixture.submit();
        ending.stop();

        assertThat(fixture.events(id)).containsExactly("created:>queued");
        assertThat(exits).hasValue(1);
    }

    @Test
    void withoutALimitAProcessStays() {
        IdleExit never = IdleExit.never();

        assertThat(never.mayClaim()).isTrue();
        never.looked(false);
        assertThat(never.mayClaim()).isTrue();
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> new IdleSettings(Duration.ZERO)).hasMessageContaining("exit-when-idle");
    }

    private Worker start(int slots, Trainer trainer) {
        var settings = new WorkerSettings(true, slots, 1, Workers.LEASE, SOON, SOON, Duration.ofSeconds(10));
        worker = new Worker(
                queue,
                RunFixture.noSignals(),
                trainer,
                settings,
                Engine.current().devices(),
                idleExit);
        worker.start();
        return worker;
    }

    /** A slot finds nothing. */
    private void look() {
        assertThat(idleExit.mayClaim()).isTrue();
        idleExit.looked(false);
    }

    private static TrainingResult train(ClaimedRun run, TrainingObserver observer) {
        for (int epoch = 1; epoch <= run.recipe().epochs(); epoch++) {
            endEpoch(epoch, observer);
        }
        return RunFixture.result();
    }
}
