package dev.trainyard.run;

import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.EpochReport;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Publishes what happens to runs. */
@Component
class RunAnnouncer {
    private final ApplicationEventPublisher publisher;

    RunAnnouncer(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    void claimed(Run run, Duration waited) {
        publisher.publishEvent(new RunHappening.Claimed(RunLabels.of(run), waited));
    }

    void epochCommitted(Run run, EpochReport report, Checkpoint checkpoint) {
        publisher.publishEvent(new RunHappening.EpochCommitted(
                RunLabels.of(run), report.duration(), report.trainImages(), checkpoint.content().length));
    }

    void leaseLost(Run run) {
        publisher.publishEvent(new RunHappening.LeaseLost(RunLabels.of(run), run.status() == RunStatus.QUEUED));
    }

    /** A run that no worker ever had is not announced: it took no time. */
    void ended(Run run, Instant now) {
        Instant started = run.timeline().startedAt();
        if (started != null) {
            publisher.publishEvent(new RunHappening.Ended(
                    RunLabels.of(run), run.status(), run.reason(), Duration.between(started, now)));
        }
    }
}
