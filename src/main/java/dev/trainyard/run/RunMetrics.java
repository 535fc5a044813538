package dev.trainyard.run;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Counts and times what happens to runs, once it is committed. */
@Component
class RunMetrics {
    private final MeterRegistry meters;

    RunMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @TransactionalEventListener
    void on(RunHappening.Claimed claimed) {
        meters.timer("trainyard.run.queue.wait", claimed.labels().tags()).record(claimed.waited());
    }

    @TransactionalEventListener
    void on(RunHappening.EpochCommitted epoch) {
        meters.timer("trainyard.epoch.duration", epoch.labels().tags()).record(epoch.duration());
        meters.counter("trainyard.images", epoch.labels().tags()).increment((double) epoch.images());
    }

    @TransactionalEventListener
    void on(RunHappening.LeaseLost lost) {
        meters.counter("trainyard.lease.lost", lost.labels().tags()).increment();
        meters.counter("trainyard.runs.recovered", lost.labels().tags()).increment(lost.recovered() ? 1 : 0);
    }

    @TransactionalEventListener
    void on(RunHappening.Ended ended) {
        meters.timer(
                        "trainyard.run.duration",
                        ended.labels().tags().and("status", ended.status().label()))
                .record(ended.duration());
    }
}
