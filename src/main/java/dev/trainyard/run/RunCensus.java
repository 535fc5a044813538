package dev.trainyard.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The gauge of how many runs have which status: one query for all of them, and none twice within a second, so that a
 * scrape waits once, not once for each status, for a database that is away.
 */
@Component
class RunCensus implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(RunCensus.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final RunRepository runs;
    private final Clock clock;
    private Map<RunStatus, Double> counts = Map.of();
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

    private synchronized double count(RunStatus status) {
        if (clock.instant().isAfter(counted.plus(FRESH))) {
            counts = counts();
            counted = clock.instant();
        }
        return counts.getOrDefault(status, Double.NaN);
    }

    /** Empty while the database is away: unknown is not none. */
    private Map<RunStatus, Double> counts() {
        Map<RunStatus, Double> fresh = new EnumMap<>(RunStatus.class);
        try {
            List<RunRepository.StatusCount> known = runs.countByStatus();
            for (RunStatus status : RunStatus.values()) {
                fresh.put(status, 0.0);
            }
            known.forEach(one -> fresh.put(one.getStatus(), (double) one.getRuns()));
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Runs cannot be counted", e);
        }
        return fresh;
    }
}
