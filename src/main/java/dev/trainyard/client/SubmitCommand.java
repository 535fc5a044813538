package dev.trainyard.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "submit", mixinStandardHelpOptions = true, description = "Puts a run into the queue and prints its id.")
@SuppressWarnings("NullAway.Init") // picocli sets them
final class SubmitCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Mixin
    private Target target;

    @Parameters(index = "0", paramLabel = "MODEL", description = "such as resnet-20")
    private String model;

    @Parameters(index = "1", paramLabel = "ACTIVATION", description = "a name such as coslu, or an object as JSON")
    private String activation;

    @Parameters(index = "2", paramLabel = "DATASET", description = "such as cifar-10")
    private String dataset;

    @Option(names = "--epochs", paramLabel = "N")
    private @Nullable Integer epochs;

    @Option(names = "--seed", paramLabel = "N")
    private @Nullable Long seed;

    @Option(names = "--name", paramLabel = "NAME", description = "for people")
    private @Nullable String name;

    @Option(names = "--tag", paramLabel = "TAG", description = "to find it by; may be given again")
    private List<String> tags = List.of();

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "any other field of the request, its value as JSON or as text; may be given again")
    private Map<String, String> fields = new LinkedHashMap<>();

    @Option(names = "--watch", description = "watch it to its end")
    private boolean watch;

    @Override
    public Integer call() throws Exception {
        Api api = target.api();
        JsonNode run = api.create("/v1/runs", request().toString());
        String id = run.path("id").asString();
        target.print(run, id);
        return watch ? WatchCommand.watch(target, api, List.of(id)) : 0;
    }

    private ObjectNode request() {
        ObjectNode request = JSON.createObjectNode();
        request.put("model", model);
        request.set("activation", value(activation));
        request.put("dataset", dataset);
        if (epochs != null) {
            request.put("epochs", epochs);
        }
        if (seed != null) {
            request.put("seed", seed);
        }
        if (name != null) {
            request.put("name", name);
        }
        if (!tags.isEmpty()) {
            request.set("tags", JSON.valueToTree(tags));
        }
        fields.forEach((field, text) -> request.set(field, value(text)));
        return request;
    }

    private static JsonNode value(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException plainText) {
            return JSON.valueToTree(text);
        }
    }
}
