package dev.trainyard.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * db-scheduler with one-time tasks, as fast as its settings make it: lock-and-fetch in one statement, batches of four
 * tasks a thread that are refilled when one a thread is left, and no index for priorities.
 */
final class DbScheduler implements QueueSide {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final double REFILL_AT = 1;
    private static final double FETCH = 4;

    private final DataSource database;
    private final JdbcClient jdbc;
    private final OneTimeTask<Void> nothing = Tasks.oneTime("nothing").execute((instance, context) -> {});

    DbScheduler(DataSource database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        jdbc.sql("""
                create table scheduled_tasks (
                    task_name text not null, task_instance text not null, task_data bytea,
                    execution_time timestamptz, picked boolean not null, picked_by text, last_success timestamptz,
                    last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz,
                    version bigint not null, priority smallint, state text, primary key (task_name, task_instance))""").update();
        jdbc.sql("create index on scheduled_tasks (execution_time)").update();
        jdbc.sql("create index on scheduled_tasks (last_heartbeat)").update();
    }

    @Override
    public String name() {
        return "db-scheduler";
    }

    @Override
    public void fill(int count) {
        clear();
        SchedulerClient.Builder.create(database, nothing)
                .build()
                .scheduleBatch(Stream.<TaskInstance<?>>generate(this::task).limit(count), Instant.now());
        refresh();
    }

    private TaskInstance<Void> task() {
        return nothing.instance(UUID.randomUUID().toString());
    }

    @Override
    public Duration drain(int count, int claimers) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(count);
        Scheduler scheduler = settings(nothing, claimers)
                .addSchedulerListener(new AbstractSchedulerListener() {
                    @Override
                    public void onExecutionComplete(ExecutionComplete complete) {
                        done.countDown(); // its row is deleted
                    }
                })
                .build();
        long start = System.nanoTime();
        scheduler.start();
        done.await();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        scheduler.stop();
        return taken;
    }

    SchedulerBuilder settings(OneTimeTask<Void> task, int threads) {
        return Scheduler.create(database, task)
                .threads(threads)
                .pollUsingLockAndFetch(REFILL_AT, FETCH)
                .pollingInterval(POLL)
                .enableImmediateExecution();
    }

    @Override
    public void clear() {
        jdbc.sql("truncate scheduled_tasks").update();
        refresh();
    }

    private void refresh() {
        jdbc.sql("vacuum analyze scheduled_tasks").update();
    }
}
