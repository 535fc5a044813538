package dev.trainyard.registry;

import dev.trainyard.store.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Takes files out of the store and off this disk that nothing needs any more. */
@Component
class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    /** An upload of which no version was made is resumed within a week, or not at all. */
    private static final Duration UPLOADS_LAST = Duration.ofDays(7);
    /** No file takes longer to be written, unless its process was killed. */
    private static final Duration WRITING_LASTS = Duration.ofDays(1);

    private final ObjectStore store;
    private final StoreWaste waste;
    private final UploadStore uploads;
    private final PartFiles parts;
    private final Scratch scratch;
    private final Clock clock;

    Housekeeping(
            ObjectStore store, StoreWaste waste, UploadStore uploads, PartFiles parts, Scratch scratch, Clock clock) {
        this.store = store;
        this.waste = waste;
        this.uploads = uploads;
        this.parts = parts;
        this.scratch = scratch;
        this.clock = clock;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(Wasted wasted) {
        deleteWaste();
    }

    /** What could not be deleted at once is tried again. */
    @Scheduled(fixedDelay = 10, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    synchronized void deleteWaste() {
        for (StoreWaste.Waste one : waste.next()) {
            try {
                for (String key : store.list(one.prefix())) {
                    store.delete(key);
                }
                waste.done(one);
            } catch (IOException e) {
                LOG.warn("{} stays in the store for now: {}", one.prefix(), e.toString());
            }
        }
    }

    @Scheduled(fixedDelay = 60, initialDelay = 2, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        uploads.deleteOlderThan(clock.instant().minus(UPLOADS_LAST));
        deleteWaste();
        scratch.sweep();
        Instant before = clock.instant().minus(WRITING_LASTS);
        try {
            parts.sweep(before);
            store.dropUnfinished(before);
        } catch (IOException e) {
            LOG.warn("What killed processes have left stays for now: {}", e.toString());
        }
    }
}
