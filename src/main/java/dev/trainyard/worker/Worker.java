package dev.trainyard.worker;

import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunSignals;
import dev.trainyard.training.Device;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The slots of this process, on each device or group of devices: starts them with the service, drains them when it stops. */
class Worker implements SmartLifecycle, RunSignals.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final RunQueue queue;
    private final RunSignals signals;
    private final Trainer trainer;
    private final WorkerSettings settings;
    /** The first of each group. */
    private final List<Device> devices;

    private final IdleExit idleExit;
    private volatile List<Slot> slots = List.of();
    private volatile @Nullable Rescue rescue;
    private volatile boolean running;

    /** One that stays until it is stopped. */
    Worker(RunQueue queue, RunSignals signals, Trainer trainer, WorkerSettings settings, List<Device> devices) {
        this(queue, signals, trainer, settings, devices, IdleExit.never());
    }

    Worker(
            RunQueue queue,
            RunSignals signals,
            Trainer trainer,
            WorkerSettings settings,
            List<Device> devices,
            IdleExit idleExit) {
        this.queue = queue;
        this.signals = signals;
        this.trainer = trainer;
        this.settings = settings;
        this.devices = Device.leaders(devices, settings.devicesPerRun());
        this.idleExit = idleExit;
    }

    /** May follow a {@link #stop}: every start has threads of its own, since a thread starts but once. */
    @Override
    public void start() {
        Rescue fresh = new Rescue(queue, settings.lease().dividedBy(3));
        fresh.start(settings.poll());
        rescue = fresh;
        slots = IntStream.range(0, settings.slots() * devices.size())
                .mapToObj(i -> new Slot(name(i), devices.get(i % devices.size()), queue, trainer, settings, idleExit))
                .toList();
        signals.subscribe(this); // before the first look into the queue, so that no run comes in between
        slots.forEach(Slot::start);
        running = true;
        LOG.info("Training in {} slot(s)", slots.size());
    }

    /** No more claims; runs at work are stopped at their next step and handed back to the queue. */
    @Override
    public void stop() {
        signals.unsubscribe(this);
        Rescue old = rescue;
        if (old != null) {
            old.close();
        }
        slots.forEach(Slot::drain);
        long end = System.nanoTime() + settings.drain().toNanos();
        slots.forEach(slot -> slot.await(Duration.ofNanos(end - System.nanoTime())));
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void queued() {
        slots.forEach(Slot::wake);
    }

    @Override
    public void stopRequested(RunId run) {
        slots.forEach(slot -> slot.look(run::equals));
    }

    @Override
    public void connected() {
        slots.forEach(Slot::wake);
        slots.forEach(slot -> slot.look(run -> true));
    }

    List<Slot> slots() {
        return slots;
    }

    List<Device> devices() {
        return devices;
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
