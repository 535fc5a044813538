package dev.trainyard.fuzz;

import dev.trainyard.archive.PictureArchive;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.fuzz.Wire.Answer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends a service requests that its OpenAPI document describes, and such as nobody described. */
public final class ApiFuzzer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNAUTHORIZED = 401;

    private final Wire wire;
    private final Knowledge knowledge = new Knowledge();
    private final List<String> tokens;
    private final Runnable forgiveLogins;

    /**
     * For the service on that port of this machine.
     *
     * @param tokens of callers, an admin's first; none for an open service
     * @param forgiveLogins lets the service forget failed logins, after which it would listen to nobody
     */
    public ApiFuzzer(int port, List<String> tokens, Runnable forgiveLogins) {
        this.wire = new Wire(port);
        this.tokens = List.copyOf(tokens);
        this.forgiveLogins = forgiveLogins;
    }

    /** Sends so many requests, one after the other. */
    public FuzzReport run(long seed, int requests) throws IOException {
        ApiDescription api = ApiDescription.of(get("/v3/api-docs"));
        RequestMaker maker = new RequestMaker(api, names(), tokens, knowledge);
        knowledge.spare(ask("/v1/tokens"));
        bringDataset();
        ask("/v1/runs?limit=200");
        ask("/v1/runs?limit=200&status=succeeded"); // which alone can be extended
        FuzzReport report = new FuzzReport(seed);
        try (ServiceLog log = ServiceLog.listen()) {
            for (int number = 0; number < requests; number++) {
                Case sent = maker.make(number, Chance.of(seed, number), report.neverServed());
                judge(sent, log, report);
            }
        }
        return report;
    }

    private void judge(Case sent, ServiceLog log, FuzzReport report) throws IOException {
        Optional<Answer> answer;
        try {
            answer = wire.send(sent.request());
        } catch (SocketTimeoutException silence) {
            report.add(sent, Optional.empty(), List.of("no answer, and the connection stays open"));
            return;
        }
        answer.ifPresent(knowledge::learn);
        if (answer.map(Answer::status).orElse(0) == UNAUTHORIZED) {
            forgiveLogins.run();
        }
        report.count(sent, answer);
        report.add(sent, answer, Judge.faults(sent, answer.orElse(null)));
        report.add(sent, answer, log.news());
    }

    /** The names in the catalogue, by the fields that hold them. */
    private Map<String, List<String>> names() throws IOException {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String kind : List.of("model", "activation", "dataset")) {
            names.put(
                    kind,
                    get("/v1/" + kind + "s")
                            .get("data")
                            .valueStream()
                            .map(one -> one.get("name").asString())
                            .toList());
        }
        names.put("terms", names.getOrDefault("activation", List.of()));
        names.getOrDefault("dataset", List.of()).forEach(dataset -> knowledge.learnName("datasets", dataset));
        return names;
    }

    /** Archives are nothing that chance makes of a description. */
    private void bringDataset() throws IOException {
        byte[] request = "{\"name\": \"%s\", \"shared\": true}"
                .formatted(Knowledge.BROUGHT)
                .getBytes(StandardCharsets.UTF_8);
        post("/v1/datasets", "application/json", request);
        for (int i = 1; i <= 3; i++) { // without versions, so that they can be deleted
            post(
                    "/v1/datasets",
                    "application/json",
                    "{\"name\": \"spare-%d\"}".formatted(i).getBytes(StandardCharsets.UTF_8));
        }
        byte[] archive = PictureArchive.of(new DatasetCatalog(Path.of("target", "no-data")).load("shapes"), 40)
                .zip();
        post("/v1/datasets/%s/versions".formatted(Knowledge.BROUGHT), "application/zip", archive);
        knowledge.learnName("datasets", Knowledge.BROUGHT);
        // A run keeps it from being deleted.
        String version = "/v1/datasets/%s/versions/1".formatted(Knowledge.BROUGHT);
        Awaitility.await().until(() -> get(version).path("status").asString("").equals("ready"));
        String run =
                "{\"model\": \"resnet-8\", \"activation\": \"relu\", \"dataset\": \"%s\"}".formatted(Knowledge.BROUGHT);
        post("/v1/runs", "application/json", run.getBytes(StandardCharsets.UTF_8));
    }

    private void post(String path, String type, byte[] body) throws IOException {
        RawRequest request = new RawRequest("POST", path, RawRequest.HTTP, List.of(), body, Framing.LENGTH)
                .with("Content-Type", type);
        RawRequest allowed = tokens.isEmpty() ? request : request.with("Authorization", "Bearer " + tokens.get(0));
        knowledge.learn(wire.send(allowed).orElseThrow());
    }

    private JsonNode get(String path) throws IOException {
        return JSON.readTree(ask(path).body());
    }

    private Answer ask(String path) throws IOException {
        RawRequest request = new RawRequest("GET", path, RawRequest.HTTP, List.of(), new byte[0], Framing.NONE);
        RawRequest allowed = tokens.isEmpty() ? request : request.with("Authorization", "Bearer " + tokens.get(0));
        Answer answer = wire.send(allowed).orElseThrow();
        knowledge.learn(answer);
        return answer;
    }
}
