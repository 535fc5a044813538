package dev.trainyard.run;

import dev.trainyard.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do, and who does it.
 *
 * @param runs how many runs that the caller sees have each status
 * @param slots of the workers that were heard of in the last half minute
 */
record QueueView(Map<String, Long> runs, List<Slot> slots) {

    /**
     * A slot of a worker.
     *
     * @param name machine, process and number
     * @param device or devices that it trains on
     * @param busy whether it has a run
     * @param run which one, or null where the caller does not see it
     * @param seenAt when its worker was last heard of
     */
    record Slot(
            String name,
            String device,
            boolean busy,
            @Nullable String run,
            Instant seenAt) {
        static Slot of(WorkerSlot slot, Caller caller) {
            String run = Optional.ofNullable(slot.run())
                    .filter(id -> caller.sees(String.valueOf(slot.owner())))
                    .map(id -> new RunId(id).toString())
                    .orElse(null);
            return new Slot(slot.name(), slot.device(), slot.run() != null, run, slot.seenAt());
        }
    }
}
