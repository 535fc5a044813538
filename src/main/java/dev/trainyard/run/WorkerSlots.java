package dev.trainyard.run;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The slots of all workers, as these report them: a picture for people, on which nothing rests. A worker that says nothing
 * for a while has none.
 */
@Repository
public class WorkerSlots {
    /** How often a worker reports. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Three reports that did not come. */
    private static final long LOST_SECONDS = 3 * INTERVAL.toSeconds() + 1;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    WorkerSlots(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Stores that these slots are there, by name with the device of each, and forgets those of workers that are gone. */
    @Transactional
    public void report(Map<String, String> devices) {
        List<Object[]> rows = devices.entrySet().stream()
                .map(slot -> new Object[] {slot.getKey(), slot.getValue()})
                .toList();
        batches.batchUpdate(
                "insert into worker_slot values (?, ?, clock_timestamp())"
                        + " on conflict (name) do update set device = excluded.device, seen_at = excluded.seen_at",
                rows);
        jdbc.sql("delete from worker_slot where name in (select name from worker_slot"
                        + " where seen_at < clock_timestamp() - make_interval(secs => :lost) for update skip locked)")
                .param("lost", 10 * LOST_SECONDS)
                .update();
    }

    /** These slots are no more. */
    public void withdraw(Collection<String> names) {
        if (!names.isEmpty()) {
            jdbc.sql("delete from worker_slot where name in (:names)")
                    .param("names", names)
                    .update();
        }
    }

    /** Those that were heard of lately, by name. */
    List<WorkerSlot> present() {
        return jdbc.sql("select slot.name, slot.device, slot.seen_at, run.id, run.owner"
                        + " from worker_slot slot left join run on run.worker = slot.name"
                        + " where slot.seen_at > clock_timestamp() - make_interval(secs => :lost) order by slot.name")
                .param("lost", LOST_SECONDS)
                .query((row, number) -> new WorkerSlot(
                        row.getString("name"),
                        row.getString("device"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        row.getObject("id", UUID.class),
                        row.getString("owner")))
                .list();
    }
}
