package dev.trainyard.run;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.training.EpochReport;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Publishes what happens to runs. */
@Component
class RunAnnouncer {
    private final ApplicationEventPublisher publisher;
    private final DatasetCatalog datasets;

    RunAnnouncer(ApplicationEventPublisher publisher, DatasetCatalog datasets) {
        this.publisher = publisher;
        this.datasets = datasets;
    }

    void claimed(Run run, Duration waited) {
        publisher.publishEvent(new RunHappening.Claimed(RunLabels.of(run), waited));
    }

    void epochCommitted(Run run, EpochReport report) {
        publisher.publishEvent(
                new RunHappening.EpochCommitted(RunLabels.of(run), report.duration(), images(run.spec())));
    }

    void leaseLost(Run run) {
        publisher.publishEvent(new RunHappening.LeaseLost(RunLabels.of(run), run.status() == RunStatus.QUEUED));
    }

    /** A run that no worker ever had is not announced: it took no time. */
    void ended(Run run, Instant now) {
        Instant started = run.startedAt();
        if (started != null) {
            publisher.publishEvent(
                    new RunHappening.Ended(RunLabels.of(run), run.status(), Duration.between(started, now)));
        }
    }

    /** Those that an epoch is trained with. */
    private long images(Spec spec) {
        return datasets.describe().stream()
                .filter(dataset -> dataset.name().equals(spec.dataset()))
                .mapToLong(dataset -> trained(dataset, spec.validationFraction()))
                .sum();
    }

    private static long trained(DatasetDescription dataset, double validationFraction) {
        return dataset.trainImages() - Math.round(dataset.trainImages() * validationFraction);
    }
}
