package dev.trainyard.run;

import dev.trainyard.request.EventText;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes events for those who listen. */
final class RunEventWriter {
    private final JsonMapper json;
    private final Map<Epoch.Key, Epoch> epochs;

    /** Of epochs those are known that the events tell of. */
    RunEventWriter(JsonMapper json, Map<Epoch.Key, Epoch> epochs) {
        this.json = json;
        this.epochs = epochs;
    }

    /** A committed epoch, with its number alone: its checkpoint is in the database. */
    private record StoredCheckpoint(int epoch) {}

    static Epoch.Key epoch(RunEvent event) {
        return new Epoch.Key(event.run().runId().value(), event.epoch());
    }

    /** The events that follow the cursor. An end is the end only if nothing follows: a run can be extended. */
    RunNews.Page page(RunEventCursor cursor, List<RunEvent> events, boolean more) {
        var text = new EventText(json);
        boolean done = false;
        for (int i = 0; i < events.size(); i++) {
            done = !more && i == events.size() - 1 && events.get(i).type() == RunEventType.ENDED;
            write(text, events.get(i), done);
        }
        long position = events.isEmpty()
                ? cursor.after()
                : events.get(events.size() - 1).sequence();
        return new RunNews.Page(text.bytes(), position, more, done);
    }

    /** Of two events for one change the last has its id: who reads only the first gets both again. */
    private void write(EventText text, RunEvent event, boolean done) {
        Epoch epoch = event.type() == RunEventType.EPOCH ? epochs.get(epoch(event)) : null;
        if (epoch != null) {
            text.add("checkpoint", null, new StoredCheckpoint(event.epoch()));
            text.add("epoch", event.sequence(), epoch.view(event.run().spec()));
        } else if (done) {
            text.add("status", null, event.change());
            text.add("done", event.sequence(), event.change());
        } else {
            text.add("status", event.sequence(), event.change());
        }
    }

    /** Nobody keeps what steps were made, so that no id leads to one. */
    RunNews.Step step(Run run, StepProgress progress) {
        var text = new EventText(json);
        text.add("step", null, ProgressView.of(run));
        return new RunNews.Step(run.epoch(), progress, text.bytes());
    }
}
