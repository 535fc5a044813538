package dev.trainyard.run;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Frees, again and again, what ended runs have left behind and nobody will need. */
@Component
class Retention implements SchedulingConfigurer {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final List<Remains> remains;
    private final RetentionSettings settings;
    private final Clock clock;

    Retention(List<Remains> remains, RetentionSettings settings, Clock clock) {
        this.remains = remains;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::free, settings.interval(), settings.interval()));
    }

    /** Frees all that may go by now. */
    void free() {
        remains.forEach(this::free);
    }

    private void free(Remains old) {
        Instant endedBefore = clock.instant().minus(old.kept());
        long gone = 0;
        try {
            int some;
            do {
                some = old.free(endedBefore);
                gone += some;
            } while (some > 0);
        } catch (DataAccessException e) {
            LOG.warn(
                    "Not all {} were freed; the next look is in {}: {}",
                    old.name(),
                    settings.interval(),
                    e.getMessage());
        }
        if (gone > 0) {
            LOG.info("Freed {} {} of runs that had ended", gone, old.name());
        }
    }
}
