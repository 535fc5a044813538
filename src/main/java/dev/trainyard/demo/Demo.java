package dev.trainyard.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Two small runs, ReLU and CosLU, from the request to the table of their epochs. */
class Demo {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EPOCHS = 3;
    private static final List<String> ACTIVATIONS = List.of("relu", "coslu");

    private final RestClient api;
    private final String address;
    private final PrintStream out;
    private final ProgressBar bar;

    Demo(String address, PrintStream out) {
        this.address = address;
        this.api = RestClient.create(address);
        this.out = out;
        this.bar = new ProgressBar(out);
    }

    /** Submits the runs, shows each to its end, and says how to go on by hand. */
    void play() throws InterruptedException {
        String dataset = available("cifar-10") ? "cifar-10" : "shapes";
        out.printf(
                "%nTrainyard demo: ResNet-8 with ReLU and with CosLU on %s, %d epochs each, at %s%n%n",
                dataset, EPOCHS, address);
        List<String> ids = new ArrayList<>();
        for (String activation : ACTIVATIONS) {
            ids.add(submit(activation, dataset));
        }
        for (String id : ids) {
            watch(id);
        }
        out.printf(
                "The service stays up. Try: curl -s %s/v1/runs/%s/epochs   (stop it with Ctrl-C)%n",
                address, ids.get(0));
    }

    private boolean available(String dataset) {
        return get("/v1/datasets")
                .path("data")
                .valueStream()
                .anyMatch(one -> one.path("name").asString("").equals(dataset)
                        && one.path("available").asBoolean(false));
    }

    private String submit(String activation, String dataset) {
        String request = """
                {"model": "resnet-8", "activation": "%s", "dataset": "%s", "epochs": %d, "tags": ["demo"]}""".formatted(activation, dataset, EPOCHS);
        JsonNode run = api.post()
                .uri("/v1/runs")
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .requiredBody(JsonNode.class);
        String id = run.path("id").asString();
        out.printf(
                "POST /v1/runs %s%n  -> %s, %s%n",
                request, id, run.path("status").asString());
        return id;
    }

    /** Prints each epoch once as it comes, and a bar of the one under way beneath it. */
    private void watch(String id) throws InterruptedException {
        out.printf("%n%s%n%s%n", id, EpochTable.HEADER);
        int shown = 0;
        while (true) {
            JsonNode run = get("/v1/runs/" + id);
            JsonNode epochs = get("/v1/runs/" + id + "/epochs").path("data");
            for (; shown < epochs.size(); shown++) {
                bar.clear();
                out.println(EpochTable.row(epochs.get(shown)));
            }
            if (run.hasNonNull("ended_at")) {
                bar.clear();
                out.println(EpochTable.ending(run));
                return;
            }
            bar.draw(run);
            Thread.sleep(POLL.toMillis());
        }
    }

    private JsonNode get(String path) {
        return api.get().uri(path).retrieve().requiredBody(JsonNode.class);
    }
}
