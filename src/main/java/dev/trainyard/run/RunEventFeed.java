package dev.trainyard.run;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * All who listen to runs in this process, and where each of them is. One look into the database serves them all; who
 * is still busy with what it was sent is left out of it, so that for a slow client nothing is kept but its place.
 */
@Component
class RunEventFeed {
    private final Set<RunListener> listeners = ConcurrentHashMap.newKeySet();
    private final RunNewsReader reader;
    private final EventSettings settings;
    private final Clock clock;

    RunEventFeed(RunNewsReader reader, EventSettings settings, Clock clock) {
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether one more would be too many. */
    boolean isFull() {
        return listeners.size() >= settings.maxListeners();
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    int size() {
        return listeners.size();
    }

    synchronized void add(RunListener listener) {
        listeners.add(listener);
        notifyAll();
    }

    /** Waits until somebody listens. */
    synchronized void awaitListener() throws InterruptedException {
        while (listeners.isEmpty()) {
            wait();
        }
    }

    /** Whether somebody was not told all there is, and can be once it has taken what it was. */
    boolean isBehind() {
        return listeners.stream().anyMatch(RunListener::isBehind);
    }

    /** Tells everybody what is new to them. */
    void publish() {
        Instant now = clock.instant();
        listeners.removeIf(listener -> listener.isClosed() || listener.dropIfBusySince(now.minus(settings.patience())));
        List<RunListener> ready =
                listeners.stream().filter(RunListener::isReady).toList();
        if (ready.isEmpty()) {
            return;
        }
        RunNews news = reader.read(ready.stream().map(RunListener::cursor).collect(Collectors.toSet()));
        for (RunListener listener : ready) {
            listener.tell(news, now);
            listener.keepAlive(now, settings.keepAlive());
        }
    }

    /** Ends every stream: the clients come back, to another process maybe. */
    void closeAll() {
        listeners.forEach(RunListener::close);
        listeners.clear();
    }
}
