package dev.trainyard.run;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.event.TransactionalEventListener;

/** When claims and ends of runs were committed, by this machine's nanoseconds; a bean of a benchmark's service. */
public class RunMoments {
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Long> claims = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> ends = new LinkedBlockingQueue<>();

    @TransactionalEventListener
    void on(RunHappening.Claimed claimed) {
        claims.add(System.nanoTime());
    }

    @TransactionalEventListener
    void on(RunHappening.Ended ended) {
        ends.add(System.nanoTime());
    }

    /** Forgets those so far. */
    public void forget() {
        claims.clear();
        ends.clear();
    }

    /** That of the next claim. */
    public long claim() throws InterruptedException {
        return next(claims);
    }

    /** That of the next end. */
    public long end() throws InterruptedException {
        return next(ends);
    }

    private static long next(BlockingQueue<Long> moments) throws InterruptedException {
        Long moment = moments.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (moment == null) {
            throw new IllegalStateException("Nothing happened for %d s".formatted(PATIENCE_SECONDS));
        }
        return moment;
    }
}
