package dev.trainyard.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Asks the database for what monitoring wants to know. When it was found away nobody asks it for a while: each would wait
 * for a connection as long as the first, and Prometheus for none of them.
 */
@Component
public class DatabaseWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration RESPITE = Duration.ofSeconds(10);

    private final Clock clock;
    private Instant awayUntil = Instant.MIN;

    /** By that clock a database that is away is left alone. */
    public DatabaseWatch(Clock clock) {
        this.clock = clock;
    }

    /** The answer to a question, which is put with the time of now; null if there is none. */
    synchronized <T> @Nullable T ask(Function<Instant, T> question) {
        Instant now = clock.instant();
        if (now.isBefore(awayUntil)) {
            return null;
        }
        try {
            return question.apply(now);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The database cannot be asked for figures", e);
            if (DatabaseAbsence.isCauseOf(e)) {
                awayUntil = clock.instant().plus(RESPITE);
            }
            return null;
        }
    }
}
