package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class DatabaseClockTest {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void itTellsTheTimeOfTheDatabaseWhichGoesOnWithinATransaction() {
        DatabaseClock clock = new DatabaseClock(jdbc);
        transactions.executeWithoutResult(status -> {
            Instant begin = now("now()");
            Instant told = clock.instant();
            assertThat(told).isAfter(begin).isBeforeOrEqualTo(now("clock_timestamp()"));
        });
    }

    private Instant now(String function) {
        return jdbc.sql("select " + function)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }
}
