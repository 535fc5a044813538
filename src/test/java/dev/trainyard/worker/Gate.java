package dev.trainyard.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a scripted training waits until the test lets it through. */
final class Gate {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** For the training: says that it is here, and waits. */
    void pass() {
        reached.countDown();
        await(open);
    }

    /** For the test: the training is here. */
    void awaitReached() {
        await(reached);
    }

    /** For the test: all may pass. */
    void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody came to the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
