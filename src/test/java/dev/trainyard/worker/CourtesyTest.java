package dev.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CourtesyTest {
    private final Courtesy courtesy = new Courtesy();

    @Test
    void aSlotThatIsAloneNeverHesitates() throws InterruptedException {
        for (int run = 0; run < 10; run++) {
            courtesy.letOthersGoAhead();
            courtesy.looked(true);
        }

        assertThat(courtesy.micros()).isZero();
    }

    @Test
    void whoComesTooLateLetsOthersGoAheadNextTimeAndNotForEver() throws InterruptedException {
        long before = -1;
        for (int i = 0; i < 4; i++) {
            miss();
            assertThat(courtesy.micros()).isGreaterThan(before);
            before = courtesy.micros();
        }
        for (int i = 0; i < 8; i++) {
            miss();
        }

        assertThat(courtesy.micros()).isEqualTo(Courtesy.LONGEST_MICROS);
    }

    @Test
    void whoGetsARunHesitatesLessNextTime() throws InterruptedException {
        miss();
        miss();
        long hesitant = courtesy.micros();

        courtesy.looked(true);

        assertThat(courtesy.micros()).isEqualTo(hesitant / 2);
    }

    @Test
    void findingNothingWhereNothingWasAnnouncedIsNoReasonToHesitate() {
        courtesy.looked(false);
        courtesy.looked(false);

        assertThat(courtesy.micros()).isZero();
    }

    private void miss() throws InterruptedException {
        courtesy.letOthersGoAhead();
        courtesy.looked(false);
    }
}
