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
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Frees checkpoints that no run will go on from: of ended runs those to fall back to, and of runs that failed or were
 * cancelled all. Every process does so; what one has locked another leaves out.
 */
@Component
class CheckpointRetention implements SchedulingConfigurer {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRetention.class);

    /** In one statement, so that nobody waits long for a lock. */
    private static final int AT_ONCE = 100;

    private final CheckpointStore checkpoints;
    private final RetentionSettings settings;
    private final Clock clock;
    private final List<Rule> rules;

    CheckpointRetention(CheckpointStore checkpoints, RetentionSettings settings, MeterRegistry meters, Clock clock) {
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.clock = clock;
        this.rules = List.of(
                rule("fallback", "not checkpoint.latest and not checkpoint.best", settings.fallbacks(), meters),
                rule("unsuccessful", "run.status in ('failed', 'cancelled')", settings.unsuccessful(), meters));
    }

    /** Which checkpoints, as a condition of SQL, go how long after their run's end. */
    private record Rule(String kind, String which, Duration kept, DistributionSummary freed) {}

    private static Rule rule(String kind, String which, Duration kept, MeterRegistry meters) {
        DistributionSummary freed = DistributionSummary.builder("trainyard.checkpoint.freed")
                .description("Checkpoints that were freed")
                .baseUnit(BaseUnits.BYTES)
                .tag("kind", kind)
                .register(meters);
        return new Rule(kind, which, kept, freed);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::freeInTime, settings.interval(), settings.interval()));
    }

    private void freeInTime() {
        try {
            free();
        } catch (DataAccessException e) {
            LOG.warn("No checkpoints were freed; the next look is in {}: {}", settings.interval(), e.getMessage());
        }
    }

    /** Frees all that may go by now. */
    void free() {
        rules.forEach(this::free);
    }

    private void free(Rule rule) {
        List<Long> sizes;
        long count = 0;
        long bytes = 0;
        do {
            sizes = checkpoints.free(rule.which(), clock.instant().minus(rule.kept()), AT_ONCE);
            sizes.forEach(rule.freed()::record);
            count += sizes.size();
            bytes += sizes.stream().mapToLong(Long::longValue).sum();
        } while (sizes.size() == AT_ONCE);
        if (count > 0) {
            LOG.info("Freed {} checkpoints ({}) of runs that had ended, {} bytes", count, rule.kind(), bytes);
        }
    }
}
