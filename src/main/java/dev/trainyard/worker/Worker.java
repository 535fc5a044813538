package dev.trainyard.worker;

import dev.trainyard.run.RunQueue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The slots of this process: starts them with the service and drains them when it stops. */
class Worker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkerSettings settings;
    private final List<Slot> slots;
    private volatile boolean running;

    Worker(RunQueue queue, Trainer trainer, WorkerSettings settings) {
        this.settings = settings;
        this.slots = IntStream.range(0, settings.slots())
                .mapToObj(i -> new Slot(name(i), queue, trainer, settings))
                .toList();
    }

    @Override
    public void start() {
        running = true;
        slots.forEach(Slot::start);
        LOG.info("Training in {} slot(s)", slots.size());
    }

    /** No more claims; runs at work are stopped at their next step and handed back to the queue. */
    @Override
    public void stop() {
        slots.forEach(Slot::drain);
        slots.forEach(slot -> slot.await(settings.drain()));
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    List<Slot> slots() {
        return slots;
    }

    /** Names the machine, the process and the slot, so that people find the worker behind a run. */
    private static String name(int slot) {
        return "%s/%d/%d".formatted(host(), ProcessHandle.current().pid(), slot);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
