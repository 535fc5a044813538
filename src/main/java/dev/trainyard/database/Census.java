package dev.trainyard.database;

import io.micrometer.core.instrument.Gauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Figures of what the database holds, for gauges: asked for together, and not twice within a second, so that a scrape waits
 * once, not once for each gauge, for a database that is away ({@link DatabaseWatch}).
 *
 * @param <T> the figures
 */
public final class Census<T> {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Function<Instant, T> question;
    private final DatabaseWatch watch;
    private final Clock clock;
    private @Nullable T figures;
    private Instant asked = Instant.MIN;

    /** The question is put with the time of then. */
    public Census(Function<Instant, T> question, DatabaseWatch watch, Clock clock) {
        this.question = question;
        this.watch = watch;
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
            figures = watch.ask(question);
            asked = clock.instant();
        }
        return figures;
    }
}
