package dev.trainyard.registry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Times the making of versions, and counts what became of pictures. */
@Component
class BuildMetrics {
    private final MeterRegistry meters;

    BuildMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** How an attempt at a version ended. */
    enum Outcome {
        READY,
        /** For a reason that is its asker's: a malformed archive, a base that is gone. */
        REFUSED,
        /** For a reason of ours, for good. */
        ERROR,
        /** For one that may pass: a disk, a store, a database; another attempt follows. */
        RETRIED,
        /** Cancelled, or this process ends. */
        STOPPED,
        /** Another process had taken it over. */
        LOST
    }

    Timer.Sample begin() {
        return Timer.start(meters);
    }

    void ended(Timer.Sample attempt, Origin origin, Outcome outcome) {
        attempt.stop(Timer.builder("trainyard.dataset.build.duration")
                .description("Attempts at versions of data sets")
                .tag("origin", name(origin))
                .tag("outcome", name(outcome))
                .register(meters));
    }

    /** Of a version that is ready. */
    void pictures(Origin origin, Map<String, Long> report) {
        report.forEach((fate, count) -> Counter.builder("trainyard.dataset.pictures")
                .description("What became of pictures that versions were made of; of uploads those that were left out")
                .tag("origin", name(origin))
                .tag("fate", fate)
                .register(meters)
                .increment(count));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
