package dev.trainyard.run;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Frees checkpoints that no run will go on from: of ended runs those to fall back to, and of runs that failed or were
 * cancelled all. Every process does so; what one has locked another leaves out.
 */
@Component
class CheckpointRetention {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRetention.class);

    /** In one statement, so that nobody waits long for a lock. */
    private static final int AT_ONCE = 100;

    private static final String FALLBACK = "not checkpoint.latest and not checkpoint.best";
    private static final String UNSUCCESSFUL = "run.status in ('failed', 'cancelled')";

    private final CheckpointStore checkpoints;
    private final RetentionSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    CheckpointRetention(CheckpointStore checkpoints, RetentionSettings settings, MeterRegistry meters, Clock clock) {
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${trainyard.retention.interval:1h}",
            fixedDelayString = "${trainyard.retention.interval:1h}")
    void freeInTime() {
        try {
            free();
        } catch (DataAccessException e) {
            LOG.warn("No checkpoints were freed; the next look is in {}: {}", settings.interval(), e.getMessage());
        }
    }

    /** Frees all that may go by now. */
    void free() {
        free("fallback", FALLBACK, settings.fallbacks());
        free("unsuccessful", UNSUCCESSFUL, settings.unsuccessful());
    }

    private void free(String kind, String which, Duration kept) {
        List<Long> sizes = List.of();
        long bytes = 0;
        long count = 0;
        do {
            sizes = checkpoints.free(which, clock.instant().minus(kept), AT_ONCE);
            bytes += sizes.stream().mapToLong(Long::longValue).sum();
            count += sizes.size();
            sizes.forEach(size -> freed(kind).record(size));
        } while (sizes.size() == AT_ONCE);
        if (count > 0) {
            LOG.info("{} checkpoints ({}) of runs that ended {} ago were freed, {} bytes", count, kind, kept, bytes);
        }
    }

    private DistributionSummary freed(String kind) {
        return DistributionSummary.builder("trainyard.checkpoint.freed")
                .description("Checkpoints that were freed")
                .baseUnit(BaseUnits.BYTES)
                .tag("kind", kind)
                .register(meters);
    }
}
