package dev.trainyard.compute;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One piece of work of a {@link Team}, and how far it is. */
final class Round {
    private static final Round NONE = new Round((member, tile) -> {}, 0, 0);
    private static final Round LAST = new Round((member, tile) -> {}, 0, 0);

    private final Team.Work work;
    private final int tiles;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger nextTile = new AtomicInteger();
    private final AtomicInteger helpers;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param helpers how many threads besides the caller take part, and {@link #leave} when nothing is left */
    Round(Team.Work work, int tiles, int helpers) {
        this.work = work;
        this.tiles = tiles;
        this.helpers = new AtomicInteger(helpers);
    }

    /** The round before the first. */
    static Round none() {
        return NONE;
    }

    /** The round that ends a team. */
    static Round last() {
        return LAST;
    }

    boolean isLast() {
        return this == LAST;
    }

    /** Takes tiles until none is left. */
    void computeAs(Member member) {
        try {
            for (int tile = nextTile.getAndIncrement(); tile < tiles; tile = nextTile.getAndIncrement()) {
                work.compute(member, tile);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            nextTile.set(tiles);
        }
    }

    /** A helper is through; the last one wakes the caller. */
    void leave() {
        if (helpers.decrementAndGet() == 0) {
            LockSupport.unpark(caller);
        }
    }

    boolean isDone() {
        return helpers.get() == 0;
    }

    void rethrow() {
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
