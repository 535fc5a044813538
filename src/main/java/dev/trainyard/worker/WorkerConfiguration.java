package dev.trainyard.worker;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunSignals;
import dev.trainyard.run.WorkerSlots;
import dev.trainyard.training.Device;
import dev.trainyard.training.Engine;
import dev.trainyard.training.Training;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The worker of this process, unless {@code trainyard.worker.enabled} is false. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WorkerSettings.class, IdleSettings.class, EngineSettings.class})
@ConditionalOnBooleanProperty(name = "trainyard.worker.enabled", matchIfMissing = true)
class WorkerConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerConfiguration.class);

    /** Started with the service, so that a machine that cannot train refuses at once, and not with its first run. */
    @Bean
    Engine engine(EngineSettings settings) {
        Engine engine = Engine.start(settings.threadCount());
        LOG.info("{}", engine);
        return engine;
    }

    @Bean
    InfoContributor engineInfo(Engine engine) {
        return info -> info.withDetail("engine", engine.details());
    }

    @Bean
    IdleExit idleExit(IdleSettings settings, Clock clock, ApplicationContext context) {
        return new IdleExit(settings.exitWhenIdle(), clock, () -> exit(context));
    }

    /** Not on the thread of a slot, for which the end of the service waits. */
    private static void exit(ApplicationContext context) {
        new Thread(() -> System.exit(SpringApplication.exit(context)), "idle exit").start();
    }

    @Bean
    Trainer trainer(DatasetCatalog datasets) {
        return (run, observer) -> Training.run(
                run.recipe(), datasets.load(run.recipe().dataset()), run.progress(), run.weights(), observer);
    }

    /** For those who ask how long runs will take before any was trained. */
    @Bean
    @DependsOn("engine")
    SpeedTrial speedTrial() {
        return new SpeedTrial();
    }

    @Bean
    Worker worker(
            RunQueue queue,
            RunSignals signals,
            Trainer trainer,
            WorkerSettings settings,
            Engine engine,
            Tracer tracer,
            IdleExit idleExit) {
        return new Worker(queue, signals, new TracedTrainer(tracer, trainer), settings, engine.devices(), idleExit);
    }

    @Bean
    SlotReport slotReport(Worker worker, WorkerSlots slots) {
        return new SlotReport(worker, slots);
    }

    @Bean
    MeterBinder slotMetrics(Worker worker) {
        return registry -> worker.devices().forEach(device -> {
            register(registry, worker, device, true);
            register(registry, worker, device, false);
        });
    }

    private static void register(MeterRegistry registry, Worker worker, Device device, boolean busy) {
        Gauge.builder("trainyard.slots", worker, w -> slots(w, device, busy))
                .description("Slots of this process")
                .tags(Tags.of("device", device.id(), "busy", String.valueOf(busy)))
                .register(registry);
    }

    private static long slots(Worker worker, Device device, boolean busy) {
        return worker.slots().stream()
                .filter(slot -> slot.device().equals(device) && slot.busy() == busy)
                .count();
    }
}
