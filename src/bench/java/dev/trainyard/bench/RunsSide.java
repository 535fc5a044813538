package dev.trainyard.bench;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunStock;
import dev.trainyard.training.TestReport;
import dev.trainyard.training.TrainingResult;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * The queue of runs, drained as slots do it: each claimer claims a run and brings it to its end, in transactions of the
 * service.
 *
 * @param work what a claimer does with a run that it has
 */
record RunsSide(String name, RunStock stock, int owners, RunQueue queue, BiConsumer<RunQueue, ClaimedRun> work)
        implements QueueSide {
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int CLASSES = 10;
    /** Of the only epoch, or of none: early stopping ends the run. */
    static final TrainingResult RESULT = new TrainingResult(test(), test());

    private static TestReport test() {
        List<List<Integer>> confusion = Collections.nCopies(CLASSES, Collections.nCopies(CLASSES, 100));
        return new TestReport(1, 1.25, 0.1, 0.1, 0.1, 0.1, confusion);
    }

    @Override
    public void fill(int count) {
        stock.clear();
        stock.queue(count, owners);
    }

    @Override
    public Duration drain(int count, int claimers) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(count);
        CountDownLatch done = new CountDownLatch(count);
        long start = System.nanoTime();
        for (int i = 0; i < claimers; i++) {
            String name = "claimer " + i;
            new Thread(() -> claimAll(name, left, done), name).start();
        }
        done.await();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void claimAll(String name, AtomicInteger left, CountDownLatch done) {
        while (left.getAndDecrement() > 0) {
            Optional<ClaimedRun> claimed = Optional.empty();
            while (claimed.isEmpty()) { // every owner may be at its limit for a moment
                claimed = queue.claim(name, LEASE);
            }
            work.accept(queue, claimed.get());
            done.countDown();
        }
    }

    @Override
    public void clear() {
        stock.clear();
    }
}
