package dev.trainyard.run;

import dev.trainyard.database.Census;
import dev.trainyard.database.DatabaseWatch;
import dev.trainyard.run.RunRepository.Figures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The gauges of the runs in the database, which every process tells alike. */
@Component
class RunCensus implements MeterBinder {
    private static final String SECONDS = "seconds";

    private final RunRepository runs;
    private final Census<Count> census;

    private record Count(Map<RunStatus, Long> runs, Figures figures) {}

    RunCensus(RunRepository runs, DatabaseWatch watch, Clock clock) {
        this.runs = runs;
        this.census = new Census<>(this::count, watch, clock);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RunStatus status : RunStatus.values()) {
            census.gauge(
                            "trainyard.runs",
                            "Runs with this status",
                            count -> count.runs().getOrDefault(status, 0L))
                    .tag("status", status.label())
                    .register(registry);
        }
        gauge("trainyard.queue.age", "How long the run waits that waits longest", Figures::getQueueAge)
                .baseUnit(SECONDS)
                .register(registry);
        gauge("trainyard.epoch.age", "Longest time since a claim or an epoch", Figures::getEpochAge)
                .baseUnit(SECONDS)
                .register(registry);
        gauge("trainyard.epoch.age.ratio", "The same, in longest epochs of the run", Figures::getEpochAgeRatio)
                .register(registry);
        gauge("trainyard.database.size", "What the database takes on its disk", Figures::getDatabaseBytes)
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        Gauge.builder("trainyard.database.up", () -> census.isAnswered() ? 1 : 0)
                .description("Whether this process reaches the database")
                .register(registry);
    }

    private Gauge.Builder<?> gauge(String name, String description, ToDoubleFunction<Figures> value) {
        return census.gauge(name, description, count -> value.applyAsDouble(count.figures()));
    }

    private Count count(Instant now) {
        Map<RunStatus, Long> known = new EnumMap<>(RunStatus.class);
        runs.countByStatus().forEach(one -> known.put(one.getStatus(), one.getRuns()));
        return new Count(known, runs.figures(now));
    }
}
