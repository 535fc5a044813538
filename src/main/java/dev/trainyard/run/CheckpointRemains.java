package dev.trainyard.run;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Checkpoints that no run will go on from: of ended runs those to fall back to, and of runs that failed or were
 * cancelled all.
 */
final class CheckpointRemains implements Remains {
    /** In one statement. */
    private static final int AT_ONCE = 100;

    private final CheckpointStore checkpoints;
    private final String kind;
    private final String which;
    private final Duration kept;
    private final DistributionSummary freed;

    /** With a condition of SQL that says which they are. */
    private CheckpointRemains(
            CheckpointStore checkpoints, String kind, String which, Duration kept, MeterRegistry meters) {
        this.checkpoints = checkpoints;
        this.kind = kind;
        this.which = which;
        this.kept = kept;
        this.freed = DistributionSummary.builder("trainyard.checkpoint.freed")
                .description("Checkpoints that were freed")
                .baseUnit(BaseUnits.BYTES)
                .tag("kind", kind)
                .register(meters);
    }

    @Override
    public String name() {
        return "checkpoints (%s)".formatted(kind);
    }

    @Override
    public Duration kept() {
        return kept;
    }

    @Override
    public int free(Instant endedBefore) {
        List<Long> sizes = checkpoints.free(which, endedBefore, AT_ONCE);
        sizes.forEach(freed::record);
        return sizes.size();
    }

    /** One bean for each of the settings. */
    @Configuration(proxyBeanMethods = false)
    static class Kinds {
        @Bean
        Remains fallbackCheckpoints(CheckpointStore checkpoints, RetentionSettings settings, MeterRegistry meters) {
            String which = "not checkpoint.latest and not checkpoint.best";
            return new CheckpointRemains(checkpoints, "fallback", which, settings.fallbacks(), meters);
        }

        @Bean
        Remains unsuccessfulCheckpoints(CheckpointStore checkpoints, RetentionSettings settings, MeterRegistry meters) {
            String which = "run.status in ('failed', 'cancelled')";
            return new CheckpointRemains(checkpoints, "unsuccessful", which, settings.unsuccessful(), meters);
        }
    }
}
