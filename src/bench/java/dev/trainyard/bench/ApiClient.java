package dev.trainyard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few requests that come before the load. */
final class ApiClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_TRAINING = 10_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    ApiClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    boolean isReady() throws InterruptedException {
        try {
            return send(request("/actuator/health/readiness").GET().build()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A token for an owner that submits and polls. */
    String issueToken(String owner) throws IOException, InterruptedException {
        return post("/v1/tokens", Map.of("name", "load of " + owner, "owner", owner, "role", "submitter"))
                .get("token")
                .stringValue();
    }

    /** Submits a run of the published recipe; its id. */
    String submit(String model, String activation, int epochs) throws IOException, InterruptedException {
        return post("/v1/runs", Map.of("model", model, "activation", activation, "dataset", "shapes", "epochs", epochs))
                .get("id")
                .stringValue();
    }

    /** Submits one that trains for longer than any benchmark. */
    String submitTraining(String model) throws IOException, InterruptedException {
        return submit(model, "relu", LONGEST_TRAINING);
    }

    HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept).GET().build());
    }

    private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
        if (answer.statusCode() != 201) {
            throw new IOException("%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
