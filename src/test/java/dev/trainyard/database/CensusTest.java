package dev.trainyard.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.CannotCreateTransactionException;

class CensusTest {
    private Instant now = Instant.parse("2026-11-29T10:00:00Z");
    private final InstantSource instants = () -> now;
    private final Clock clock = instants.withZone(ZoneOffset.UTC);
    private final DatabaseWatch watch = new DatabaseWatch(clock);

    @Test
    void aDatabaseThatOneCensusFoundAwayIsNotWaitedForByAnotherForAWhile() {
        Census<Integer> first = new Census<>(
                time -> {
                    throw new CannotCreateTransactionException(
                            "away", new SQLTransientConnectionException("no connection"));
                },
                watch,
                clock);
        int[] asked = {0};
        Census<Integer> second = new Census<>(time -> ++asked[0], watch, clock);

        assertThat(first.isAnswered()).isFalse();
        assertThat(second.isAnswered()).isFalse();
        assertThat(asked[0]).isZero();
        now = now.plus(Duration.ofSeconds(11));

        assertThat(second.isAnswered()).isTrue();
    }

    @Test
    void aQuestionThatIsWrongSilencesNoOther() {
        Census<Integer> wrong = new Census<>(
                time -> {
                    throw new BadSqlGrammarException("count", "selct", new SQLException("syntax", "42601"));
                },
                watch,
                clock);
        Census<Integer> right = new Census<>(time -> 7, watch, clock);

        assertThat(wrong.isAnswered()).isFalse();
        assertThat(right.isAnswered()).isTrue();
    }
}
