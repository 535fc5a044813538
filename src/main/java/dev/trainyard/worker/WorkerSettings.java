package dev.trainyard.worker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the workers of this process.
 *
 * @param enabled whether this process trains at all
 * @param slots runs that are trained at the same time on each device: the CPU, or every GPU (or group of GPUs, see
 *     devices-per-run)
 * @param devicesPerRun GPUs that a slot has, and a run may share its batches among; the most that any worker here has,
 *     where requests are taken. A CPU, which is one device, stands in for as many
 * @param lease how long a worker may be silent before its run is given to another
 * @param heartbeat time between two signs of life: how often progress goes out, and how soon a cancel or a pause comes in
 *     where signals do not work
 * @param poll how often an idle slot looks into the queue where signals do not work, and for dead workers
 * @param drain how long a stopping process waits for its runs to be handed back
 */
@ConfigurationProperties("trainyard.worker")
record WorkerSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1") int slots,
        @DefaultValue("1") int devicesPerRun,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("2s") Duration heartbeat,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("20s") Duration drain) {

    WorkerSettings {
        if (slots < 1) {
            throw new IllegalArgumentException("trainyard.worker.slots must be at least 1, but is " + slots);
        }
        if (devicesPerRun < 1) {
            throw new IllegalArgumentException(
                    "trainyard.worker.devices-per-run must be at least 1, but is " + devicesPerRun);
        }
        requireAMillisecond("heartbeat", heartbeat);
        requireAMillisecond("poll", poll);
        if (heartbeat.multipliedBy(2).compareTo(lease) > 0) {
            throw new IllegalArgumentException(
                    "trainyard.worker.heartbeat must be at most half of trainyard.worker.lease (%s), but is %s"
                            .formatted(lease, heartbeat));
        }
    }

    private static void requireAMillisecond(String name, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "trainyard.worker.%s must be at least 1 ms, but is %s".formatted(name, duration));
        }
    }
}
