package dev.trainyard.run;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What owners have used of their quotas. A run counts with the epochs that it was asked for, an extension with those
 * that it adds; once it has ended, with no more than it made. What is older than a day counts no more, and is thrown away at the owner's next submission.
 */
@Repository
class QuotaLedger {
    private static final String USED = """
            (select charge.at, charge.sequence,
                    charge.images * case when run.ended_at is null then charge.epochs
                                         else least(charge.epochs, run.epoch) end as images
             from quota_charge charge left join run on run.id = charge.run_id
             where charge.owner = :owner and charge.at > :since) as used""";

    private final JdbcClient jdbc;

    QuotaLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends, nobody else counts for that owner. */
    void lockOwner(String owner) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:owner, 1))")
                .param("owner", owner)
                .query(Integer.class)
                .single();
    }

    /** Until the transaction ends, nobody else claims. */
    void lockClaims() {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended('claims', 2))")
                .query(Integer.class)
                .single();
    }

    /** How many other runs of its owner wait. */
    long queuedBeside(Run run) {
        return jdbc.sql("select count(*) from run where status = 'queued' and owner = :owner and id <> :run")
                .param("owner", run.owner())
                .param("run", run.runId().value())
                .query(Long.class)
                .single();
    }

    long imagesSince(String owner, Instant since) {
        return jdbc.sql("select coalesce(sum(images), 0) from " + USED)
                .param("owner", owner)
                .param("since", Timestamp.from(since))
                .query(Long.class)
                .single();
    }

    /** The time of the charge with which, from the oldest on, so many images are reached; empty if they never are. */
    Optional<Instant> freed(String owner, Instant since, long images) {
        return jdbc.sql("select min(at) from (select at, sum(images) over (order by at, sequence) as freed from " + USED
                        + ") as freeing where freed >= :images")
                .param("owner", owner)
                .param("since", Timestamp.from(since))
                .param("images", images)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Notes what a run takes, and forgets what its owner took before yesterday. */
    void charge(Run run, int epochs, long images, Instant now, Instant yesterday) {
        jdbc.sql("delete from quota_charge where owner = :owner and at <= :yesterday")
                .param("owner", run.owner())
                .param("yesterday", Timestamp.from(yesterday))
                .update();
        jdbc.sql("""
                insert into quota_charge (owner, run_id, at, epochs, images)
                values (:owner, :run, :now, :epochs, :images)""")
                .param("owner", run.owner())
                .param("run", run.runId().value())
                .param("now", Timestamp.from(now))
                .param("epochs", epochs)
                .param("images", images)
                .update();
    }
}
