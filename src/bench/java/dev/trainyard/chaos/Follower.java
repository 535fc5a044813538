package dev.trainyard.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows a run's events to their end, and comes back after the last one that it has whenever the stream breaks off. */
final class Follower {
    private static final int END_IS_KNOWN = 204;

    private final Api api;
    private final String run;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean done;
    private long id;
    private String name = "";
    private String data = "";

    /** An event with an id. Cause: what happened to the run, as {@code run_event} has it. */
    record Event(long id, String cause, int epoch) {}

    Follower(Api api, String run) {
        this.api = api;
        this.run = run;
        thread = new Thread(this::follow, "follower of " + run);
        thread.setDaemon(true);
        thread.start();
    }

    List<Event> events() {
        return events;
    }

    boolean isDone() {
        return done;
    }

    private void follow() {
        while (!done) {
            try {
                listen();
            } catch (IOException | UncheckedIOException e) {
                // It was cut off; an event without its empty line is none.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void listen() throws IOException, InterruptedException {
        name = "";
        id = 0;
        TimeUnit.MILLISECONDS.sleep(100);
        HttpResponse<Stream<String>> answer = api.listen(run, last());
        try (Stream<String> lines = answer.body()) {
            if (answer.statusCode() == END_IS_KNOWN) {
                done = true;
            } else if (answer.statusCode() == 200) {
                lines.forEach(this::read);
            }
        }
    }

    private long last() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).id();
    }

    private void read(String line) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (line.startsWith("id:")) {
            id = Long.parseLong(value);
        } else if (line.startsWith("event:")) {
            name = value;
        } else if (line.startsWith("data:")) {
            data = value;
        } else if (line.isEmpty()) {
            take();
        }
    }

    private void take() {
        if (id > 0) {
            JsonNode json = new JsonMapper().readTree(data);
            String cause = name.equals("epoch") ? name : json.get("cause").stringValue();
            events.add(new Event(id, cause, json.get("epoch").intValue()));
        }
        done |= name.equals("done");
        id = 0;
        name = "";
    }
}
