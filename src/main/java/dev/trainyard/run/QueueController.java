package dev.trainyard.run;

import dev.trainyard.access.Caller;
import dev.trainyard.request.ApiController;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;

/** The queue and the workers at a glance. */
@ApiController
@Tag(name = "Queue")
class QueueController {
    private final RunRepository runs;
    private final WorkerSlots slots;

    QueueController(RunRepository runs, WorkerSlots slots) {
        this.runs = runs;
        this.slots = slots;
    }

    @Operation(summary = "Show how many runs have which status, and what the slots of the workers are doing")
    @GetMapping(path = "/v1/queue", produces = MediaType.APPLICATION_JSON_VALUE)
    QueueView queue(@AuthenticationPrincipal Caller caller) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (RunStatus status : RunStatus.values()) {
            counts.put(status.label(), 0L);
        }
        (caller.isAdmin() ? runs.countByStatus() : runs.countByStatusOf(caller.owner()))
                .forEach(one -> counts.put(one.getStatus().label(), one.getRuns()));
        return new QueueView(
                counts,
                slots.present().stream()
                        .map(slot -> QueueView.Slot.of(slot, caller))
                        .toList());
    }
}
