package dev.trainyard.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Says what the network of a run sees in images, PNG or JPEG.")
@SuppressWarnings("NullAway.Init") // picocli sets them
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private Target target;

    @Parameters(index = "0", paramLabel = "RUN")
    private String run;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE")
    private List<Path> images;

    @Option(names = "--top", paramLabel = "N", defaultValue = "1", description = "most probable classes; 1 by default")
    private int top;

    @Option(
            names = "--checkpoint",
            paramLabel = "WHICH",
            defaultValue = "best",
            description = "best (by validation loss, the default) or last")
    private PullCommand.Checkpoint checkpoint;

    @Override
    public Integer call() throws Exception {
        JsonNode answer = target.api()
                .post("/v1/runs/%s/predictions".formatted(run), request().toString());
        target.print(answer, table(answer).toString());
        return 0;
    }

    private ObjectNode request() throws IOException {
        ObjectNode request = JsonMapper.shared().createObjectNode();
        ArrayNode files = request.putArray("images");
        for (Path image : images) {
            files.add(Base64.getEncoder().encodeToString(target.read(image)));
        }
        return request.put("top_k", top).put("checkpoint", checkpoint.name());
    }

    private TextTable table(JsonNode answer) {
        TextTable table = new TextTable(List.of("image", "class", "probability"));
        for (int i = 0; i < images.size(); i++) {
            for (JsonNode guess : answer.path("data").path(i).path("top")) {
                table.add(List.of(
                        images.get(i).toString(),
                        guess.path("name").asString(""),
                        String.format(
                                Locale.ROOT, "%.4f", guess.path("probability").asDouble())));
            }
        }
        return table;
    }
}
