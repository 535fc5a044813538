package dev.trainyard.run;

import dev.trainyard.run.RunRepository.Figures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The gauges of what the database holds, which every process tells alike: two queries for all of them, and none twice
 * within a second, so that a scrape waits once, not once for each gauge, for a database that is away.
 */
@Component
class RunCensus implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(RunCensus.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final RunRepository runs;
    private final Clock clock;
    private @Nullable Count count;
    private Instant counted = Instant.MIN;

    private record Count(Map<RunStatus, Long> runs, Figures figures) {}

    RunCensus(RunRepository runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RunStatus status : RunStatus.values()) {
            gauge("trainyard.runs", "Runs with this status", one -> one.runs().getOrDefault(status, 0L))
                    .tag("status", status.label())
                    .register(registry);
        }
        seconds("trainyard.queue.age", "How long the run waits that waits longest", Figures::getQueueAge, registry);
        seconds("trainyard.epoch.age", "Longest time since a claim or an epoch", Figures::getEpochAge, registry);
        gauge("trainyard.epoch.age.ratio", "The same, in longest epochs of the run", figure(Figures::getEpochAgeRatio))
                .register(registry);
        gauge("trainyard.database.size", "What the database takes on its disk", figure(Figures::getDatabaseBytes))
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        Gauge.builder("trainyard.database.up", () -> count() == null ? 0 : 1)
                .description("Whether this process reaches the database")
                .register(registry);
    }

    private void seconds(String name, String description, ToDoubleFunction<Figures> value, MeterRegistry registry) {
        gauge(name, description, figure(value)).baseUnit("seconds").register(registry);
    }

    private static ToDoubleFunction<Count> figure(ToDoubleFunction<Figures> value) {
        return count -> value.applyAsDouble(count.figures());
    }

    /** Not a number while the database is away: unknown is not none. */
    private Gauge.Builder<?> gauge(String name, String description, ToDoubleFunction<Count> value) {
        return Gauge.builder(name, () -> {
                    Count known = count();
                    return known == null ? Double.NaN : value.applyAsDouble(known);
                })
                .description(description);
    }

    private synchronized @Nullable Count count() {
        Instant now = clock.instant();
        if (now.isAfter(counted.plus(FRESH))) {
            count = ask(now);
            counted = clock.instant();
        }
        return count;
    }

    private @Nullable Count ask(Instant now) {
        try {
            Map<RunStatus, Long> known = new EnumMap<>(RunStatus.class);
            runs.countByStatus().forEach(one -> known.put(one.getStatus(), one.getRuns()));
            return new Count(known, runs.figures(now));
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Runs cannot be counted", e);
            return null;
        }
    }
}
