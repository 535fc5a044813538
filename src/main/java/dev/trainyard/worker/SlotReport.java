package dev.trainyard.worker;

import dev.trainyard.run.WorkerSlots;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tells every few seconds which slots this process has, so that people see them from every other one. */
class SlotReport implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SlotReport.class);

    private final Worker worker;
    private final WorkerSlots slots;
    private volatile ScheduledExecutorService timer = DaemonTimer.named("slot report");
    private volatile boolean running;

    SlotReport(Worker worker, WorkerSlots slots) {
        this.worker = worker;
        this.slots = slots;
    }

    @Override
    public void start() {
        timer = DaemonTimer.named("slot report");
        timer.scheduleWithFixedDelay(this::report, 0, WorkerSlots.INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        try {
            slots.withdraw(devices().keySet());
        } catch (RuntimeException e) {
            LOG.debug("The slots could not be withdrawn; they are forgotten soon", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
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
