package dev.trainyard.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TeamTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "2, 1", "2, 2", "3, 2", "4, 1000"})
    void everyTileIsComputedOnce(int threads, int tiles) {
        try (Team team = new Team(threads)) {
            for (int round = 0; round < 200; round++) {
                AtomicIntegerArray times = new AtomicIntegerArray(tiles);
                team.run(tiles, (member, tile) -> times.incrementAndGet(tile));
                for (int tile = 0; tile < tiles; tile++) {
                    assertThat(times.get(tile)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void allThreadsOfATeamComputeAtTheSameTime() {
        try (Team team = new Team(3)) {
            CountDownLatch together = new CountDownLatch(3);
            team.run(3, (member, tile) -> {
                together.countDown();
                awaitUninterrupted(together);
            });
            assertThat(together.getCount()).isZero();
        }
    }

    @Test
    void whatATileThrowsReachesTheCallerAndTheTeamGoesOn() {
        try (Team team = new Team(2)) {
            assertThatThrownBy(() -> team.run(8, (member, tile) -> {
                        throw new IllegalStateException("tile " + tile);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("tile ");
            assertThatThrownBy(() -> team.run(8, (member, tile) -> {
                        throw new AssertionError("error");
                    }))
                    .isInstanceOf(AssertionError.class);
            AtomicInteger computed = new AtomicInteger();
            team.run(8, (member, tile) -> computed.incrementAndGet());
            assertThat(computed).hasValue(8);
        }
    }

    @Test
    void twoCallersTakeTurnsSoThatNoMemberServesBoth() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try (Team team = new Team(2)) {
            AtomicBoolean[] busy = {new AtomicBoolean(), new AtomicBoolean()};
            AtomicInteger computed = new AtomicInteger();
            Runnable manyRounds = () -> {
                for (int round = 0; round < 2_000; round++) {
                    team.run(4, (member, tile) -> {
                        assertThat(busy[member.index()].compareAndSet(false, true))
                                .isTrue();
                        computed.incrementAndGet();
                        busy[member.index()].set(false);
                    });
                }
            };
            Future<?> one = callers.submit(manyRounds);
            Future<?> other = callers.submit(manyRounds);
            one.get();
            other.get();
            assertThat(computed).hasValue(2 * 2_000 * 4);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void anInterruptedCallerStillGetsItsWorkDoneAndStaysInterrupted() {
        try (Team team = new Team(2)) {
            AtomicInteger computed = new AtomicInteger();
            Thread.currentThread().interrupt();
            team.run(100, (member, tile) -> computed.incrementAndGet());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(computed).hasValue(100);
        }
    }

    @Test
    void aTeamOfNobodyIsRefused() {
        assertThatThrownBy(() -> new Team(0)).hasMessageContaining("at least 1").hasMessageContaining("0");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
