package dev.trainyard.bench;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunStock;
import java.util.ArrayList;
import java.util.List;

/** What one claim takes among more and more runs that have ended. */
record ClaimTimes(RunStock stock, RunQueue queue) {
    private static final int OWNERS = 50;
    private static final int QUEUED = 100;
    private static final int CLAIMS = 500;

    /** Prints a row for each number of ended runs; they are to grow. */
    void print(List<Integer> ended) {
        Tails.printHeading("ended runs, pages that a claim reads");
        stock.clear();
        stock.queue(QUEUED, OWNERS);
        sample();
        int present = 0;
        for (int count : ended) {
            stock.end(count - present, OWNERS);
            present = count;
            int pages = stock.pagesOfAClaim();
            sample();
            Tails.print("%,d, %d".formatted(count, pages), sample());
        }
        stock.clear();
    }

    /** Each run goes back to the queue, which stays as long as it is. */
    private List<Long> sample() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < CLAIMS; i++) {
            long start = System.nanoTime();
            ClaimedRun claimed = queue.claim("claimer", RunsSide.LEASE).orElseThrow();
            times.add(System.nanoTime() - start);
            queue.release(claimed);
        }
        return times;
    }
}
