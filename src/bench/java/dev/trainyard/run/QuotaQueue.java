package dev.trainyard.run;

import dev.trainyard.access.Quotas;
import dev.trainyard.dataset.DatasetCatalog;
import java.time.Clock;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** A second queue of a service, for benchmarks. */
public final class QuotaQueue {
    private QuotaQueue() {}

    /** The queue over the same runs, by which an owner has at most so many at work; with transactions, as Spring makes it. */
    public static RunQueue atMost(int running, AutowireCapableBeanFactory service) {
        RunRepository runs = service.getBean(RunRepository.class);
        QuotaGuard guard = new QuotaGuard(
                new Quotas(Long.MAX_VALUE, running, Long.MAX_VALUE, Long.MAX_VALUE),
                service.getBean(QuotaLedger.class),
                service.getBean(DatasetCatalog.class),
                service.getBean(Clock.class));
        RunQueue queue = new RunQueue(
                runs,
                service.getBean(RunRecords.class),
                service.getBean(RunAnnouncer.class),
                service.getBean(QueueSettings.class),
                guard,
                service.getBean("databaseClock", Clock.class));
        return (RunQueue) service.applyBeanPostProcessorsAfterInitialization(queue, "quotaQueue");
    }
}
