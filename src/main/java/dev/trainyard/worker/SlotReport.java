package dev.trainyard.worker;

import dev.trainyard.run.WorkerSlots;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tells every few seconds which slots this process has, so that people see them from every other one. */
class SlotReport implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SlotReport.class);

    private final Worker worker;
    private final WorkerSlots slots;
    private volatile @Nullable ScheduledExecutorService timer;

    SlotReport(Worker worker, WorkerSlots slots) {
        this.worker = worker;
        this.slots = slots;
    }

    @Override
    public void start() {
        ScheduledExecutorService fresh = DaemonTimer.named("slot report");
        fresh.scheduleWithFixedDelay(this::report, 0, WorkerSlots.INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        timer = fresh;
    }

    @Override
    public void stop() {
        ScheduledExecutorService old = timer;
        if (old != null) {
            old.shutdownNow();
            timer = null;
        }
        try {
            slots.withdraw(devices().keySet());
        } catch (RuntimeException e) {
            LOG.debug("The slots could not be withdrawn; they are forgotten soon", e);
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void report() {
        try {
            slots.report(devices());
        } catch (RuntimeException e) {
            LOG.debug("The slots could not be reported; they are again in {}", WorkerSlots.INTERVAL, e);
        }
    }

    private Map<String, String> devices() {
        return worker.slots().stream()
                .collect(Collectors.toMap(Slot::name, slot -> slot.device().title()));
    }
}
