package dev.trainyard.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A client that insists: it asks again until the API answers, since that may be dead, stopped, or without its database. */
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final long PAUSE_MILLIS = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final JsonMapper json = new JsonMapper();
    private final int port;
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

    Api(int port) {
        this.port = port;
    }

    /** Submits a run; its name is the key by which the service tells a repetition. Returns its id. */
    String submit(String name, String fields) throws InterruptedException {
        String body = "{\"name\": \"%s\", %s}".formatted(name, fields);
        HttpResponse<String> answer =
                insist(request("").header("Idempotency-Key", name).POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("%s was not accepted: %s".formatted(name, answer.body()));
        }
        return json.readTree(answer.body()).get("id").stringValue();
    }

    /** Asks for {@code pause}, {@code resume} or {@code cancel}; says whether that was granted. */
    boolean ask(String run, String what) throws InterruptedException {
        return insist(request("/" + run + "/" + what).POST(BodyPublishers.noBody()))
                        .statusCode()
                == 202;
    }

    String status(String run) throws InterruptedException {
        return json.readTree(insist(request("/" + run).GET()).body())
                .get("status")
                .stringValue();
    }

    /** The lines of the event stream after an event; the stream breaks off with whoever sends it. */
    HttpResponse<Stream<String>> listen(String run, long after) throws IOException, InterruptedException {
        HttpRequest request = request("/" + run + "/events")
                .setHeader("Accept", "text/event-stream")
                .header("Last-Event-ID", String.valueOf(after))
                .build();
        return http.send(request, BodyHandlers.ofLines());
    }

    /** How often the API answered with each status. */
    Map<Integer, Integer> answers() {
        return new TreeMap<>(answers);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/runs%s".formatted(port, path)))
                .header("Authorization", "Bearer " + Program.TOKEN)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> insist(HttpRequest.Builder request) throws InterruptedException {
        HttpRequest patient = request.timeout(PATIENCE).build();
        while (true) {
            try {
                HttpResponse<String> answer = http.send(patient, BodyHandlers.ofString());
                answers.merge(answer.statusCode(), 1, Integer::sum);
                // 409: the same submission is still under way, or the run is in no such state.
                boolean again = answer.statusCode() >= 500
                        || (answer.statusCode() == 409
                                && patient.headers()
                                        .firstValue("Idempotency-Key")
                                        .isPresent());
                if (!again) {
                    return answer;
                }
            } catch (IOException e) {
                answers.merge(0, 1, Integer::sum);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
