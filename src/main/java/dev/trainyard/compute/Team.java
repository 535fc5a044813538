package dev.trainyard.compute;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the tiles of one piece of work, the calling thread among them. Whoever is free takes the next tile,
 * so a core that is busy with something else slows the team down by no more than its share; what a tile computes must
 * therefore not depend on who computes it. One piece of work at a time: a second caller waits.
 */
public final class Team implements AutoCloseable {
    /** How often to look before a thread goes to sleep: some microseconds, about what waking it takes. */
    private static final int SPINS = 1_000;

    private static @Nullable Team shared;

    private final Member[] members;
    private final Thread[] helpers;
    private volatile Round round = Round.none();

    /** What is done with each tile. */
    @FunctionalInterface
    public interface Work {
        void compute(Member member, int tile);
    }

    /** A team of that many threads, the caller included. */
    public Team(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a team has at least 1 thread, not " + size);
        }
        members = new Member[size];
        helpers = new Thread[size - 1];
        for (int i = 0; i < size; i++) {
            members[i] = new Member(i);
        }
        for (int i = 0; i < helpers.length; i++) {
            Member member = members[i + 1];
            helpers[i] = new Thread(() -> help(member), "team-" + member.index());
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    /** The team of this process, of as many threads as there are processors unless {@link #resize} said otherwise. */
    public static synchronized Team shared() {
        if (shared == null) {
            shared = new Team(Runtime.getRuntime().availableProcessors());
        }
        return shared;
    }

    /** Sets the number of threads of the process's team; for networks that are made from now on. */
    public static synchronized void resize(int threads) {
        if (shared == null || shared.size() != threads) {
            shared = new Team(threads);
        }
    }

    /** Threads, the caller included. */
    public int size() {
        return members.length;
    }

    /**
     * Computes tiles 0 to tiles - 1 and returns when all are done; throws what a tile threw.
     *
     * @param tiles how many there are; their order is not defined
     */
    public synchronized void run(int tiles, Work work) {
        Round current = new Round(work, tiles, tiles > 1 ? helpers.length : 0);
        if (tiles > 1) {
            round = current;
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
        }
        members[0].computeAlone();
        current.computeAs(members[0]);
        await(current::isDone);
        current.rethrow();
    }

    /** Ends the threads; the team is of no use any more. */
    @Override
    public synchronized void close() {
        round = Round.last();
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    private void help(Member member) {
        member.computeAlone();
        for (Round current = after(Round.none()); !current.isLast(); current = after(current)) {
            current.computeAs(member);
            current.leave();
        }
    }

    private Round after(Round previous) {
        await(() -> round != previous);
        return round;
    }

    private static void await(BooleanSupplier done) {
        for (int spin = 0; !done.getAsBoolean(); spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park();
            }
        }
    }
}
