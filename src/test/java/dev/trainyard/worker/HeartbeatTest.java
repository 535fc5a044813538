package dev.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.LeaseLostException;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.training.Recipe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeartbeatTest {
    private final RunQueue queue = mock(RunQueue.class);
    private final CountDownLatch beating = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void aBeatThatComesTooLateForItsRunDoesNotInterruptTheNextOne() throws InterruptedException {
        ClaimedRun first = claim();
        ClaimedRun second = claim();
        when(queue.claim(any(), anyInt(), any())).thenReturn(Optional.of(first), Optional.of(second), Optional.empty());
        when(queue.heartbeat(eq(first), any(), any())).thenAnswer(beat -> tooLate());
        doAnswer(success -> {
                    ended.countDown();
                    return null;
                })
                .when(queue)
                .succeed(eq(first), any());
        BlockingQueue<Boolean> interrupted = new ArrayBlockingQueue<>(1);

        try (Workers workers = new Workers(queue)) {
            workers.start(1, (run, observer) -> {
                if (run.equals(first)) {
                    spinUntilZero(beating);
                } else {
                    interrupted.add(Thread.currentThread().isInterrupted());
                }
                return RunFixture.result();
            });
            assertThat(interrupted.poll(20, TimeUnit.SECONDS)).isFalse();
        }
    }

    /** Under way while the run succeeds, and then finds no lease. */
    private boolean tooLate() {
        beating.countDown();
        spinUntilZero(ended);
        throw mock(LeaseLostException.class);
    }

    /** Unlike a wait it does not end by an interrupt. */
    private static void spinUntilZero(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static ClaimedRun claim() {
        var normalization = new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
        Recipe recipe = Recipe.published(new ResNet(8), ActivationSpec.named("relu"), "shapes", normalization);
        return new ClaimedRun(new RunId(UUID.randomUUID()), 1, 1, recipe, null, null, Duration.ZERO, null);
    }
}
