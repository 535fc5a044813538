package dev.trainyard.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Reads what happened to runs: three queries, however many listen to however many runs. */
@Component
@Transactional(readOnly = true)
class RunNewsReader {
    private static final int PAGE = 200;

    private final RunRepository runs;
    private final RunEventRepository events;
    private final EpochRepository epochs;
    private final JsonMapper json;

    RunNewsReader(RunRepository runs, RunEventRepository events, EpochRepository epochs, JsonMapper json) {
        this.runs = runs;
        this.events = events;
        this.epochs = epochs;
        this.json = json;
    }

    /**
     * Where a client begins that has the events up to that sequence; empty if there is nothing to come.
     *
     * @throws RunNotFoundException if there is no such run
     */
    public Optional<RunEventCursor> begin(String id, long after) {
        Run run = RunId.parse(id)
                .flatMap(known -> runs.findById(known.value()))
                .orElseThrow(() -> new RunNotFoundException(id));
        UUID key = run.runId().value();
        // A sequence that is not there yet would hide those that come.
        long last = events.lastSequence(key);
        return run.status().isEnd() && after >= last
                ? Optional.empty()
                : Optional.of(new RunEventCursor(key, Math.min(after, last)));
    }

    /** What those who are there have not heard of. */
    public RunNews read(Collection<RunEventCursor> cursors) {
        Map<UUID, Run> listened =
                runs
                        .findByIdIn(cursors.stream()
                                .map(RunEventCursor::run)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(run -> run.runId().value(), Function.identity()));
        List<RunEvent> found = events.after(
                cursors.stream().map(RunEventCursor::run).toArray(UUID[]::new),
                cursors.stream().map(RunEventCursor::after).toArray(Long[]::new),
                PAGE);
        Map<UUID, List<RunEvent>> byRun = found.stream()
                .collect(Collectors.groupingBy(event -> event.run().runId().value()));
        var writer = new RunEventWriter(json, finished(found));

        Map<RunEventCursor, RunNews.Page> pages = new HashMap<>();
        for (RunEventCursor cursor : cursors) {
            if (listened.containsKey(cursor.run())) {
                pages.put(cursor, page(cursor, byRun.getOrDefault(cursor.run(), List.of()), writer));
            }
        }
        return new RunNews(pages, steps(listened, writer));
    }

    /** The first events after the cursor are among those that were found for any; later ones may have gaps. */
    private static RunNews.Page page(RunEventCursor cursor, List<RunEvent> ofRun, RunEventWriter writer) {
        List<RunEvent> next = ofRun.stream()
                .filter(event -> event.sequence() > cursor.after())
                .limit(PAGE)
                .toList();
        return writer.page(cursor, next, next.size() == PAGE);
    }

    private Map<Epoch.Key, Epoch> finished(List<RunEvent> found) {
        Set<Epoch.Key> keys = found.stream()
                .filter(event -> event.type() == RunEventType.EPOCH)
                .map(RunEventWriter::epoch)
                .collect(Collectors.toSet());
        return keys.isEmpty()
                ? Map.of()
                : epochs.findByKeyIn(keys).stream().collect(Collectors.toMap(Epoch::getId, Function.identity()));
    }

    private static Map<UUID, RunNews.Step> steps(Map<UUID, Run> listened, RunEventWriter writer) {
        Map<UUID, RunNews.Step> steps = new HashMap<>();
        listened.forEach((id, run) -> {
            StepProgress progress = run.steps();
            if (progress != null) {
                steps.put(id, writer.step(run, progress));
            }
        });
        return steps;
    }
}
