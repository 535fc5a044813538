package dev.trainyard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void delaysGrowFromSecondsToADayAndThenEnd() {
        List<Long> seconds = IntStream.range(1, Backoff.MAX_ATTEMPTS)
                .mapToObj(attempts -> delay(attempts, 0.5).toSeconds())
                .toList();

        assertThat(seconds).containsExactly(5L, 20L, 80L, 320L, 1280L, 5120L, 20480L, 81920L, 86400L);
        assertThat(Backoff.after(Backoff.MAX_ATTEMPTS, random(0.5))).isEmpty();
    }

    @Test
    void delaysVaryByAQuarter() {
        assertThat(delay(1, 0)).isEqualTo(Duration.ofMillis(3750));
        assertThat(delay(1, 1)).isEqualTo(Duration.ofMillis(6250));
    }

    private static Duration delay(int attempts, double random) {
        return Backoff.after(attempts, random(random)).orElseThrow();
    }

    private static RandomGenerator random(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
