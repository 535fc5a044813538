package dev.trainyard.database;

import io.micrometer.core.instrument.Gauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Figures of what the database holds, for gauges: asked for together, and not twice within a second, so that a scrape waits
 * once, not once for each gauge, for a database that is away.
 *
 * @param <T> the figures
 */
public final class Census<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Census.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Function<Instant, T> question;
    private final Clock clock;
    private @Nullable T figures;
    private Instant asked = Instant.MIN;

    /** The question is put with the time of then. */
    public Census(Function<Instant, T> question, Clock clock) {
        this.question = question;
        this.clock = clock;
    }

    /** A gauge of one of them; not a number while the database is away: unknown is not none. */
    public Gauge.Builder<?> gauge(String name, String description, ToDoubleFunction<T> value) {
        return Gauge.builder(name, () -> {
                    T known = figures();
                    return known == null ? Double.NaN : value.applyAsDouble(known);
                })
                .description(description);
    }

    /** Whether the database answers. */
    public boolean isAnswered() {
        return figures() != null;
    }

    private synchronized @Nullable T figures() {
        Instant now = clock.instant();
        if (now.isAfter(asked.plus(FRESH))) {
            figures = ask(now);
            asked = clock.instant();
        }
        return figures;
    }

    private @Nullable T ask(Instant now) {
        try {
            return question.apply(now);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The database cannot be asked for figures", e);
            return null;
        }
    }
}
