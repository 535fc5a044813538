package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration RESPITE = Duration.ofMinutes(2);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // such clocks begin anywhere
    private final Breaker breaker = new Breaker(RESPITE, now::get);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed("no answer");
        }
    }

    private void assertAway() {
        assertThatExceptionOfType(AwayException.class)
                .isThrownBy(breaker::enter)
                .withMessage("no answer")
                .satisfies(away -> assertThat(away.respite()).isEqualTo(RESPITE));
    }

    @Test
    void aSiteIsLeftAloneAfterFailuresInARow() throws Exception {
        fail(4);
        breaker.answered();
        fail(4);
        breaker.enter();

        fail(1);

        assertAway();
        fail(10); // begun before
        now.addAndGet(RESPITE.toNanos());
        breaker.enter();
    }

    @Test
    void onTrialOneFailureIsEnoughAndAfterTheThirdTimeItIsGivenUp() throws Exception {
        breaker.pause("no answer");
        assertThat(breaker.isOnTrial()).isTrue();
        now.addAndGet(RESPITE.toNanos());
        breaker.enter();
        fail(1);
        assertAway();
        now.addAndGet(RESPITE.toNanos());
        fail(1);

        now.addAndGet(RESPITE.toNanos());

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(breaker::enter)
                .isNotInstanceOf(AwayException.class)
                .withMessageContaining("not asked any more: no answer");
    }

    @Test
    void anAnswerMakesUpForAll() throws Exception {
        breaker.pause("no answer");
        now.addAndGet(RESPITE.toNanos());
        breaker.answered();
        assertThat(breaker.isOnTrial()).isFalse();
        fail(4);
        breaker.enter();
    }
}
