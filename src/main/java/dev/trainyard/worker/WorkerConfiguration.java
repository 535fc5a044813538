package dev.trainyard.worker;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.run.RunQueue;
import dev.trainyard.training.Training;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The worker of this process, unless {@code trainyard.worker.enabled} is false. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
@ConditionalOnBooleanProperty(name = "trainyard.worker.enabled", matchIfMissing = true)
class WorkerConfiguration {
    private static final String DEVICE = "cpu";

    @Bean
    Worker worker(RunQueue queue, DatasetCatalog datasets, WorkerSettings settings) {
        Trainer trainer = (run, observer) ->
                Training.run(run.recipe(), datasets.load(run.recipe().dataset()), run.progress(), observer);
        return new Worker(queue, trainer, settings);
    }

    @Bean
    MeterBinder slotMetrics(Worker worker) {
        return registry -> {
            for (boolean busy : new boolean[] {false, true}) {
                Gauge.builder(
                                "trainyard.slots",
                                worker,
                                w -> w.slots().stream()
                                        .filter(slot -> slot.busy() == busy)
                                        .count())
                        .description("Slots of this process")
                        .tags(Tags.of("device", DEVICE, "busy", String.valueOf(busy)))
                        .register(registry);
            }
        };
    }
}
