package dev.trainyard.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Shows a run while it goes on: each epoch once as it comes, and a bar of the one under way beneath. */
public final class RunWatch {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Api api;
    private final PrintWriter out;
    private final boolean json;
    private final ProgressBar bar;

    /** For people. */
    public RunWatch(Api api, PrintWriter out) {
        this(api, out, false);
    }

    /** @param json whether to print each epoch, and the run at its end, as the service sends them, and no bar */
    RunWatch(Api api, PrintWriter out, boolean json) {
        this.api = api;
        this.out = out;
        this.json = json;
        this.bar = new ProgressBar(out);
    }

    /** Returns whether it has succeeded. */
    public boolean toTheEnd(String id) throws IOException, InterruptedException {
        if (!json) {
            out.printf("%n%s%n%s%n", id, EpochTable.HEADER);
        }
        List<Double> losses = new ArrayList<>();
        while (true) {
            JsonNode run = api.get("/v1/runs/" + id);
            JsonNode epochs = api.get("/v1/runs/" + id + "/epochs").path("data");
            while (losses.size() < epochs.size()) {
                JsonNode epoch = epochs.get(losses.size());
                losses.add(epoch.path("validation_loss").asDouble());
                print(json ? epoch.toString() : EpochTable.row(epoch));
            }
            if (run.hasNonNull("ended_at")) {
                print(json ? run.toString() : EpochTable.ending(run) + curve(losses));
                return run.path("status").asString("").equals("succeeded");
            }
            if (!json) {
                bar.draw(run);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static String curve(List<Double> losses) {
        return losses.size() < 2 ? "" : "%nvalidation loss %s".formatted(Sparkline.of(losses));
    }

    private void print(String line) {
        bar.clear();
        out.println(line);
        out.flush();
    }
}
