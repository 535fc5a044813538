package dev.trainyard.demo;

import dev.trainyard.client.Api;
import dev.trainyard.client.RunWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Two small runs, ReLU and CosLU, from the request to the table of their epochs. */
class Demo {
    private static final int EPOCHS = 3;
    private static final List<String> ACTIVATIONS = List.of("relu", "coslu");

    private final Api api;
    private final String address;
    private final PrintWriter out;

    Demo(String address, PrintWriter out) {
        this.address = address;
        this.api = new Api(URI.create(address), "");
        this.out = out;
    }

    /** Submits the runs, shows each to its end, and says how to go on by hand. */
    void play() throws IOException, InterruptedException {
        String dataset = available("cifar-10") ? "cifar-10" : "shapes";
        out.printf(
                "%nTrainyard demo: ResNet-8 with ReLU and with CosLU on %s, %d epochs each, at %s%n%n",
                dataset, EPOCHS, address);
        List<String> ids = new ArrayList<>();
        for (String activation : ACTIVATIONS) {
            ids.add(submit(activation, dataset));
        }
        RunWatch watch = new RunWatch(api, out);
        for (String id : ids) {
            watch.toTheEnd(id);
        }
        out.printf(
                "The service stays up. Try: curl -s %s/v1/runs/%s/epochs   (stop it with Ctrl-C)%n",
                address, ids.get(0));
    }

    private boolean available(String dataset) throws IOException, InterruptedException {
        return api.get("/v1/datasets")
                .path("data")
                .valueStream()
                .anyMatch(one -> one.path("name").asString("").equals(dataset)
                        && one.path("available").asBoolean(false));
    }

    private String submit(String activation, String dataset) throws IOException, InterruptedException {
        String request = """
                {"model": "resnet-8", "activation": "%s", "dataset": "%s", "epochs": %d, "tags": ["demo"]}""".formatted(activation, dataset, EPOCHS);
        JsonNode run = api.create("/v1/runs", request);
        String id = run.path("id").asString();
        out.printf(
                "POST /v1/runs %s%n  -> %s, %s%n",
                request, id, run.path("status").asString());
        return id;
    }
}
