package dev.trainyard.registry;

import dev.trainyard.database.Census;
import dev.trainyard.database.DatabaseWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The gauges of the versions of data sets in the database, which every process tells alike. */
@Component
class VersionCensus implements MeterBinder {
    private final DatasetVersionRepository versions;
    private final Census<Count> census;

    private record Count(Map<VersionStatus, Long> versions, double age, long bytes) {}

    VersionCensus(DatasetVersionRepository versions, DatabaseWatch watch, Clock clock) {
        this.versions = versions;
        this.census = new Census<>(this::count, watch, clock);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (VersionStatus status : VersionStatus.values()) {
            census.gauge(
                            "trainyard.dataset.versions",
                            "Versions of data sets with this status",
                            count -> count.versions().getOrDefault(status, 0L))
                    .tag("status", status.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        census.gauge("trainyard.dataset.queue.age", "How long the version waits that waits longest", Count::age)
                .baseUnit("seconds")
                .register(registry);
        census.gauge("trainyard.dataset.size", "What the versions take in the store", Count::bytes)
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
    }

    private Count count(Instant now) {
        Map<VersionStatus, Long> known = new EnumMap<>(VersionStatus.class);
        versions.countByStatus().forEach(one -> known.put((VersionStatus) one[0], (Long) one[1]));
        // One whose maker is silent is made by nobody.
        known.put(VersionStatus.BUILDING, versions.countBeingMade(now));
        Instant since = versions.longestWaiting(now);
        double age =
                since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
        return new Count(known, age, versions.bytes());
    }
}
