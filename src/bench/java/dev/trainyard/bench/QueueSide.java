package dev.trainyard.bench;

import java.time.Duration;

/** A queue in a race for throughput. */
interface QueueSide {
    String name();

    /** Leaves so many pieces of work, which do nothing, in the queue and nothing else. */
    void fill(int count);

    /** Has so many claimers empty the queue; the time from their start until the last piece is noted as done. */
    Duration drain(int count, int claimers) throws InterruptedException;

    /** Leaves nothing. */
    void clear();
}
