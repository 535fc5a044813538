package dev.trainyard.run;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream of server-sent events, without a thread of its own. */
final class EventClient implements Flow.Subscriber<String>, AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> response;
    private volatile String retry = "";
    private String id = "";
    private String name = "";
    private String data = "";

    record Event(String id, String name, String data) {
        JsonNode json() {
            return new JsonMapper().readTree(data);
        }
    }

    private EventClient(HttpRequest request) {
        response = CLIENT.sendAsync(request, BodyHandlers.fromLineSubscriber(this));
    }

    /** Listens to a run, with these headers. */
    static EventClient listen(int port, Object run, String query, String... headers) {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/v1/runs/%s/events%s".formatted(port, run, query)));
        return new EventClient((headers.length == 0 ? request : request.headers(headers)).build());
    }

    List<Event> events() {
        return events;
    }

    List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    List<String> comments() {
        return comments;
    }

    String retry() {
        return retry;
    }

    /** The answer, once the stream has ended. */
    CompletableFuture<HttpResponse<Void>> ended() {
        return response;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (line.startsWith(":")) {
            comments.add(value);
        } else if (line.startsWith("retry:")) {
            retry = value;
        } else if (line.startsWith("id:")) {
            id = value;
        } else if (line.startsWith("event:")) {
            name = value;
        } else if (line.startsWith("data:")) {
            data = value;
        } else if (line.isEmpty() && !name.isEmpty()) {
            events.add(new Event(id, name, data));
            id = "";
            name = "";
        }
    }

    @Override
    public void onError(Throwable cause) {
        response.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        // The response says so.
    }

    @Override
    public void close() {
        response.cancel(true);
    }
}
