package dev.trainyard.registry;

import dev.trainyard.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/** Takes files out of the store and off this disk that nothing needs any more. */
@Component
class Housekeeping implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    /** An upload of which no version was made is resumed within a week, or not at all. */
    private static final Duration UPLOADS_LAST = Duration.ofDays(7);
    /** No file takes longer to be written, unless its process was killed. */
    private static final Duration WRITING_LASTS = Duration.ofDays(1);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Housekeeping::thread);
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

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "dataset housekeeping");
        thread.setDaemon(true);
        return thread;
    }

    /** Not by whoever asked: a store that hangs would hold the connection of its transaction. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(Wasted wasted) {
        thread.execute(this::deleteWaste);
    }

    /** What could not be deleted at once is tried again. */
    @Scheduled(fixedDelay = 10, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void tryAgain() {
        thread.execute(this::deleteWaste);
    }

    @Scheduled(fixedDelay = 60, initialDelay = 2, timeUnit = TimeUnit.MINUTES)
    void hourly() {
        thread.execute(this::sweep);
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }

    private void deleteWaste() {
        try {
            boolean more = true;
            while (more) {
                more = deleteSome();
            }
        } catch (DataAccessException e) {
            LOG.warn("What is to be deleted from the store cannot be asked for: {}", e.toString());
        }
    }

    /** Whether all of it was deleted, so that there may be more. */
    private boolean deleteSome() {
        List<StoreWaste.Waste> some = waste.next();
        long deleted = some.stream().filter(this::isDeleted).count();
        return deleted > 0 && deleted == some.size();
    }

    private boolean isDeleted(StoreWaste.Waste one) {
        try {
            for (String key : store.list(one.prefix())) {
                store.delete(key);
            }
            waste.done(one);
            return true;
        } catch (IOException e) {
            LOG.warn("{} stays in the store for now: {}", one.prefix(), e.toString());
            return false;
        }
    }

    private void sweep() {
        try {
            uploads.deleteOlderThan(clock.instant().minus(UPLOADS_LAST));
            deleteWaste();
            scratch.sweep();
            Instant before = clock.instant().minus(WRITING_LASTS);
            parts.sweep(before);
            store.dropUnfinished(before);
        } catch (IOException | UncheckedIOException | DataAccessException | TransactionException e) {
            LOG.warn("What killed processes have left stays for now: {}", e.toString());
        }
    }
}
