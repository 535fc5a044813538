package dev.trainyard.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "runs", mixinStandardHelpOptions = true, description = "Lists runs, newest first.")
@SuppressWarnings("NullAway.Init") // picocli sets them
final class RunsCommand implements Callable<Integer> {
    @Mixin
    private Target target;

    @Option(names = "--status", paramLabel = "STATUS", description = "such as running")
    private @Nullable String status;

    @Option(names = "--model", paramLabel = "MODEL")
    private @Nullable String model;

    @Option(names = "--activation", paramLabel = "ACTIVATION")
    private @Nullable String activation;

    @Option(names = "--dataset", paramLabel = "DATASET")
    private @Nullable String dataset;

    @Option(names = "--tag", paramLabel = "TAG")
    private @Nullable String tag;

    @Option(names = "--owner", paramLabel = "OWNER")
    private @Nullable String owner;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "at most so many; 20 by default")
    private int limit;

    @Option(names = "--after", paramLabel = "RUN", description = "those after that one")
    private @Nullable String after;

    @Override
    public Integer call() throws Exception {
        JsonNode page = target.api().get("/v1/runs?" + query());
        TextTable table = new TextTable(List.of("run", "status", "model", "activation", "dataset", "epoch", "name"));
        page.path("data").forEach(run -> table.add(row(run)));
        String more = page.path("has_more").asBoolean(false)
                ? "%nmore: --after %s".formatted(page.path("next").asString())
                : "";
        target.print(page, table + more);
        return 0;
    }

    private String query() {
        Map<String, String> given = new TreeMap<>(Map.of("limit", String.valueOf(limit)));
        put(given, "status", status);
        put(given, "model", model);
        put(given, "activation", activation);
        put(given, "dataset", dataset);
        put(given, "tag", tag);
        put(given, "owner", owner);
        put(given, "after", after);
        return given.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    private static List<String> row(JsonNode run) {
        JsonNode spec = run.path("spec");
        JsonNode progress = run.path("progress");
        return List.of(
                run.path("id").asString(""),
                run.path("status").asString(""),
                spec.path("model").asString(""),
                spec.path("activation").path("name").asString(""),
                spec.path("dataset").asString(""),
                String.format(
                        Locale.ROOT,
                        "%d/%d",
                        progress.path("epoch").asInt(),
                        progress.path("epochs").asInt()),
                run.path("name").asString(""));
    }
}
