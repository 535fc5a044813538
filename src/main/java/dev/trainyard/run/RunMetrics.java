package dev.trainyard.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Counts and times what happens to runs, once it is committed. Buckets are in {@code application.yaml}. */
@Component
class RunMetrics {
    private final MeterRegistry meters;

    RunMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @TransactionalEventListener
    void on(RunHappening.Claimed claimed) {
        timer(
                        "trainyard.run.queue.wait",
                        "Waits in the queue that a claim ended",
                        claimed.labels().tags())
                .record(claimed.waited());
    }

    @TransactionalEventListener
    void on(RunHappening.EpochCommitted epoch) {
        Tags tags = epoch.labels().tags();
        timer("trainyard.epoch.duration", "Training and validation of an epoch", tags)
                .record(epoch.duration());
        count("trainyard.images", "Images that were trained with", tags, epoch.images());
        DistributionSummary.builder("trainyard.checkpoint.size")
                .description("Checkpoints that were stored")
                .baseUnit(BaseUnits.BYTES)
                .tags(tags)
                .register(meters)
                .record(epoch.checkpointBytes());
    }

    @TransactionalEventListener
    void on(RunHappening.LeaseLost lost) {
        Tags tags = lost.labels().tags();
        count("trainyard.lease.lost", "Leases that ran out under a worker", tags, 1);
        count("trainyard.runs.recovered", "Runs that wait again after that", tags, lost.recovered() ? 1 : 0);
    }

    @TransactionalEventListener
    void on(RunHappening.Ended ended) {
        Tags tags = ended.labels().tags().and("status", ended.status().label());
        timer("trainyard.run.duration", "From a run's first claim to its end", tags)
                .record(ended.duration());
        FailureReason reason = ended.reason();
        Tags why = tags.and("reason", reason == null ? "none" : reason.label());
        count("trainyard.runs.ended", "Ends of runs that a worker ever had", why, 1);
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(name).description(description).tags(tags).register(meters);
    }

    private void count(String name, String description, Tags tags, long amount) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(meters)
                .increment(amount);
    }
}
