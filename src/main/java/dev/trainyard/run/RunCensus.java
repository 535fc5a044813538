package dev.trainyard.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The gauge of how many runs have which status: one query for all of them, and none twice within a second. */
@Component
class RunCensus implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final RunRepository runs;
    private final Clock clock;
    private Map<RunStatus, Long> counts = Map.of();
    private Instant counted = Instant.MIN;

    RunCensus(RunRepository runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RunStatus status : RunStatus.values()) {
            Gauge.builder("trainyard.runs", () -> count(status))
                    .description("Runs with this status")
                    .tag("status", status.label())
                    .register(registry);
        }
    }

    /** NaN while the database is away: unknown is not none. */
    private double count(RunStatus status) {
        try {
            return counts().getOrDefault(status, 0L);
        } catch (DataAccessException | TransactionException e) {
            return Double.NaN;
        }
    }

    private synchronized Map<RunStatus, Long> counts() {
        Instant now = clock.instant();
        if (now.isAfter(counted.plus(FRESH))) {
            Map<RunStatus, Long> fresh = new EnumMap<>(RunStatus.class);
            runs.countByStatus().forEach(one -> fresh.put(one.getStatus(), one.getRuns()));
            counts = fresh;
            counted = now;
        }
        return counts;
    }
}
