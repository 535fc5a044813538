package dev.trainyard.client;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The epochs of a run as lines of text. */
final class EpochTable {
    static final String HEADER =
            "epoch  train loss  accuracy  validation loss  accuracy  learning rate  images/s  seconds  learnt";

    private EpochTable() {}

    static String row(JsonNode epoch) {
        return String.format(
                Locale.ROOT,
                "%5d  %10.4f  %8.4f  %15.4f  %8.4f  %13s  %8.0f  %7.1f  %s",
                epoch.path("epoch").asInt(),
                epoch.path("train_loss").asDouble(),
                epoch.path("train_accuracy").asDouble(),
                epoch.path("validation_loss").asDouble(),
                epoch.path("validation_accuracy").asDouble(),
                epoch.path("learning_rate").asString(),
                epoch.path("images_per_second").asDouble(),
                epoch.path("duration_seconds").asDouble(),
                epoch.path("activation_parameters"));
    }

    static String ending(JsonNode run) {
        JsonNode last = run.path("result").path("last");
        if (last.isMissingNode() || last.isNull()) {
            return "%s: %s %s"
                    .formatted(
                            run.path("status").asString(""),
                            run.path("reason").asString(""),
                            run.path("detail").asString(""));
        }
        return String.format(
                Locale.ROOT,
                "%s: test accuracy %.4f, test loss %.4f",
                run.path("status").asString(""),
                last.path("accuracy").asDouble(),
                last.path("loss").asDouble());
    }
}
