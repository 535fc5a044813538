package dev.trainyard.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;

/** Owners of a fleet who submit their runs, each with a token of its own. */
final class FleetClients {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final int port;
    private final String fields;

    /** @param fields of each run, as JSON without braces */
    FleetClients(int port, String fields) {
        this.port = port;
        this.fields = fields;
    }

    /** An owner's token. */
    String token(String owner) throws IOException, InterruptedException {
        String body = "{\"name\": \"fleet\", \"owner\": \"%s\", \"role\": \"submitter\"}".formatted(owner);
        return json.readTree(post("tokens", Program.TOKEN, body)).get("token").stringValue();
    }

    /** One client submits so many runs, one after the other; returns the time of each in nanoseconds. */
    long[] submit(String token, int runs) throws IOException, InterruptedException {
        long[] times = new long[runs];
        for (int i = 0; i < runs; i++) {
            long begin = System.nanoTime();
            post("runs", token, "{%s}".formatted(fields));
            times[i] = System.nanoTime() - begin;
        }
        return times;
    }

    /** As many clients at once as there are tokens; returns all times, sorted. */
    long[] submitAtOnce(List<String> tokens, int runs) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(tokens.size());
        try {
            List<Future<long[]>> begun = new ArrayList<>();
            for (String token : tokens) {
                begun.add(clients.submit(() -> submit(token, runs)));
            }
            LongStream all = LongStream.empty();
            for (Future<long[]> one : begun) {
                all = LongStream.concat(all, LongStream.of(one.get()));
            }
            return all.sorted().toArray();
        } finally {
            clients.shutdownNow();
        }
    }

    private String post(String what, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/%s".formatted(port, what)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException("%s answered %d: %s".formatted(what, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }
}
