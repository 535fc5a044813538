package dev.trainyard.registry;

import dev.trainyard.request.EventOutput;
import dev.trainyard.request.EventText;
import dev.trainyard.request.ProblemException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells listeners of versions that are made; once a second it asks the database for each, of which there are few. */
@Component
class VersionFeed {
    private static final int MOST = 100;
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final Versions versions;
    private final JsonMapper json;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    VersionFeed(Versions versions, JsonMapper json) {
        this.versions = versions;
        this.json = json;
    }

    private static final class Listener {
        private final String dataset;
        private final String version;
        private final EventOutput output;
        private @Nullable VersionView told;
        private int quiet;

        Listener(String dataset, String version, EventOutput output) {
            this.dataset = dataset;
            this.version = version;
            this.output = output;
        }
    }

    /** Whether one more would be too many. */
    boolean isFull() {
        return listeners.size() >= MOST;
    }

    void add(String dataset, String version, EventOutput output) {
        listeners.add(new Listener(dataset, version, output));
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void tell() {
        listeners.removeIf(listener -> listener.output.isClosed());
        listeners.stream().filter(listener -> listener.output.isIdle()).forEach(this::tell);
    }

    private void tell(Listener listener) {
        try {
            tell(listener, versions.get(listener.dataset, listener.version));
        } catch (ProblemException deleted) {
            end(listener);
        }
    }

    private void tell(Listener listener, VersionView now) {
        if (!Objects.equals(now, listener.told)) {
            boolean done = now.endedAt() != null;
            EventText text = new EventText(json);
            text.add(done ? "done" : "progress", null, now);
            listener.output.send(text.bytes());
            listener.told = now;
            listener.quiet = 0;
            if (done) {
                end(listener);
            }
        } else if (++listener.quiet % KEEP_ALIVE_SECONDS == 0) {
            listener.output.send(EventText.KEEP_ALIVE);
        }
    }

    private void end(Listener listener) {
        listener.output.end();
        listeners.remove(listener);
    }
}
