package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class RetentionTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final TestClock clock = new TestClock();

    @Test
    void someIsFreedAgainAndAgainUntilNothingIsLeft() {
        var old = new Old(7, 7, 3, 0);

        retention(old).free();

        Instant yesterday = clock.instant().minus(DAY);
        assertThat(old.asked).containsExactly(yesterday, yesterday, yesterday, yesterday);
    }

    @Test
    void whatCannotBeFreedKeepsNothingElse() {
        var broken = new Old() {
            @Override
            public int free(Instant endedBefore) {
                throw new QueryTimeoutException("The database is busy");
            }
        };
        var other = new Old(2, 0);

        retention(broken, other).free();

        assertThat(other.asked).hasSize(2);
    }

    private Retention retention(Remains... remains) {
        return new Retention(List.of(remains), new RetentionSettings(DAY, DAY, DAY, DAY), clock);
    }

    /** So many are freed, one time after another. */
    private static class Old implements Remains {
        private final List<Instant> asked = new ArrayList<>();
        private final Deque<Integer> left;

        Old(Integer... left) {
            this.left = new ArrayDeque<>(List.of(left));
        }

        @Override
        public String name() {
            return "things";
        }

        @Override
        public Duration kept() {
            return DAY;
        }

        @Override
        public int free(Instant endedBefore) {
            asked.add(endedBefore);
            return left.remove();
        }
    }
}
