package dev.trainyard.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.trainyard.run.RunMoments;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunSignals;
import dev.trainyard.run.RunStock;
import dev.trainyard.worker.IdleWorker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** How long a submission to an idle queue waits for its claim, from its transaction's begin and from its commit. */
final class QueueLatency {
    private static final int ROUNDS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 15;

    private final Random random = new Random(1);

    /** The same submissions, by two beginnings. */
    private record Waits(List<Long> fromBegin, List<Long> fromCommit) {
        Waits() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(long begin, long commit, long claim) {
            fromBegin.add(claim - begin);
            fromCommit.add(claim - commit);
        }

        void print(String side) {
            Tails.print(side + ", from the begin of the submission", fromBegin);
            Tails.print(side + ", from its commit", fromCommit);
        }
    }

    /** Prints both sides' rows; they take turns, after a tenth of the samples that does not count. */
    void race(QueueService service, RunStock stock, DbScheduler peer, int samples) throws InterruptedException {
        Waits ours = new Waits();
        Waits theirs = new Waits();
        sampleRuns(service, stock, samples / 10, new Waits());
        sampleTasks(peer, samples / 10, new Waits());
        for (int round = 0; round < ROUNDS; round++) {
            sampleRuns(service, stock, samples / ROUNDS, ours);
            sampleTasks(peer, samples / ROUNDS, theirs);
        }
        ours.print("Trainyard, by NOTIFY to any process");
        theirs.print("db-scheduler, immediate execution within its process");
    }

    private void sampleRuns(QueueService service, RunStock stock, int samples, Waits waits)
            throws InterruptedException {
        stock.clear();
        RunMoments moments = service.bean(RunMoments.class);
        moments.forget();
        try (IdleWorker worker =
                new IdleWorker(service.bean(RunQueue.class), service.bean(RunSignals.class), RunsSide.RESULT)) {
            for (int i = 0; i < samples; i++) {
                pause();
                long begin = System.nanoTime();
                stock.submit("owner");
                long commit = System.nanoTime();
                waits.add(begin, commit, moments.claim());
                moments.end();
            }
        }
    }

    private void sampleTasks(DbScheduler peer, int samples, Waits waits) throws InterruptedException {
        peer.clear();
        BlockingQueue<Long> claims = new LinkedBlockingQueue<>();
        OneTimeTask<Void> task = Tasks.oneTime("nothing").execute((instance, context) -> claims.add(System.nanoTime()));
        Scheduler scheduler = peer.settings(task, 1).build();
        scheduler.start();
        for (int i = 0; i < samples; i++) {
            pause();
            long begin = System.nanoTime();
            scheduler.schedule(task.instance(UUID.randomUUID().toString()), Instant.now());
            long commit = System.nanoTime();
            waits.add(begin, commit, claims.take());
        }
        scheduler.stop();
    }

    /** Until everything is idle, and never in step with what polls. */
    private void pause() throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(5_000 + random.nextInt(LONGEST_PAUSE_MILLIS * 1_000 - 5_000));
    }
}
