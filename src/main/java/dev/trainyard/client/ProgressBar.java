package dev.trainyard.client;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One line that is drawn over itself while a run goes on. */
class ProgressBar {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private int drawn;

    ProgressBar(PrintWriter out) {
        this.out = out;
    }

    void draw(JsonNode run) {
        JsonNode progress = run.path("progress");
        double fraction = progress.path("fraction").asDouble(0);
        int full = (int) Math.round(WIDTH * fraction);
        String line = String.format(
                Locale.ROOT,
                "%-9s [%s%s] %3.0f %%  step %d of %d in epoch %d  %.0f images/s  %s left",
                run.path("status").asString(""),
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                100 * fraction,
                progress.path("step").asInt(0),
                progress.path("steps_per_epoch").asInt(0),
                progress.path("epoch").asInt(0) + 1,
                progress.path("images_per_second").asDouble(0),
                left(progress.path("eta_seconds")));
        clear();
        out.print(line);
        out.flush();
        drawn = line.length();
    }

    void clear() {
        if (drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
    }

    private static String left(JsonNode seconds) {
        if (!seconds.isNumber()) {
            return "?";
        }
        Duration left = Duration.ofSeconds(seconds.asLong());
        return "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
    }
}
