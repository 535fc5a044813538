package dev.trainyard.expansion;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits for sites that are away, as nothing else may be read before: a few times for each source, and not much longer for all of
 * them, as no other version is made meanwhile.
 */
final class Patience {
    static final int ALL_RESPITES = 15;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private int ofSource;
    private int ofAll;

    interface Reading<T> {
        T read() throws RefusedException, InterruptedException;
    }

    /** The readings that follow are of another source. */
    void nextSource() {
        ofSource = 0;
    }

    /** Reads, if need be again; {@code progress} is told before each time and meanwhile, and may throw to end it. */
    <T> T read(Reading<T> reading, Runnable progress) throws RefusedException, InterruptedException {
        while (true) {
            progress.run();
            try {
                return reading.read();
            } catch (AwayException away) {
                if (ofSource == AwayException.MOST_RESPITES || ofAll == ALL_RESPITES) {
                    throw away;
                }
                ofSource++;
                ofAll++;
                leaveAlone(away.respite(), progress);
            }
        }
    }

    private static void leaveAlone(Duration respite, Runnable progress) throws InterruptedException {
        long end = System.nanoTime() + respite.toNanos();
        for (long left = respite.toNanos(); left > 0; left = end - System.nanoTime()) {
            progress.run();
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TICK_NANOS));
        }
    }
}
