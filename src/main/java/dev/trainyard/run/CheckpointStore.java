package dev.trainyard.run;

import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.Progress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The checkpoints of runs: the latest and the best of each, and those that were it an epoch before, to fall back to; no
 * other. In plain SQL, since a persistence context would hold on to megabytes that nobody changes.
 */
@Repository
class CheckpointStore {
    private final JdbcClient jdbc;
    private final EpochRepository epochs;

    CheckpointStore(JdbcClient jdbc, EpochRepository epochs) {
        this.jdbc = jdbc;
        this.epochs = epochs;
    }

    /** Puts the checkpoint in the place of the latest one, and of the best one if it is better. */
    void store(RunId run, Checkpoint checkpoint, boolean best) {
        update("delete from checkpoint where run_id = :run and not latest and not best", run);
        update(
                best
                        ? "update checkpoint set latest = false, best = false, fallback = true where run_id = :run"
                        : "update checkpoint set latest = false, fallback = true where run_id = :run",
                run);
        jdbc.sql("""
                insert into checkpoint (run_id, epoch, validation_loss, latest, best, sha256, content)
                values (:run, :epoch, :validationLoss, true, :best, :sha256, :content)""")
                .param("run", run.value())
                .param("epoch", checkpoint.epoch())
                .param("validationLoss", checkpoint.validationLoss())
                .param("best", best)
                .param("sha256", sha256(checkpoint.content()))
                .param("content", checkpoint.content())
                .update();
    }

    boolean has(RunId run, int epoch) {
        return jdbc.sql("select exists (select from checkpoint where run_id = :run and epoch = :epoch)")
                .param("run", run.value())
                .param("epoch", epoch)
                .query(Boolean.class)
                .single();
    }

    /**
     * Looks for checkpoints that are not what was stored. If the latest or the best one is among them, those of the epoch
     * before take their places; if these are damaged, too, none is left.
     *
     * @return the epochs of the damaged ones
     */
    List<Integer> discardDamaged(RunId run) {
        List<State> states = jdbc.sql(
                        "select epoch, latest or best as present, fallback, sha256(content) = sha256 as intact"
                                + " from checkpoint where run_id = :run order by epoch")
                .param("run", run.value())
                .query(State.class)
                .list();
        List<State> damaged = states.stream().filter(state -> !state.intact()).toList();
        if (damaged.stream().anyMatch(State::present)) {
            fallBack(run, damaged.stream().noneMatch(State::fallback));
        } else if (!damaged.isEmpty()) {
            update("delete from checkpoint where run_id = :run and not latest and not best", run);
            update("update checkpoint set fallback = false where run_id = :run", run);
        }
        return damaged.stream().map(State::epoch).toList();
    }

    /** Of the checkpoints to fall back to, the later one was the latest and the earlier one the best. */
    private void fallBack(RunId run, boolean possible) {
        update("delete from checkpoint where run_id = :run and " + (possible ? "not fallback" : "true"), run);
        update("""
                update checkpoint set fallback = false, latest = (epoch = kept.latest), best = (epoch = kept.best)
                from (select max(epoch) as latest, min(epoch) as best from checkpoint where run_id = :run) as kept
                where run_id = :run""", run);
    }

    private void update(String sql, RunId run) {
        jdbc.sql(sql).param("run", run.value()).update();
    }

    /**
     * Where the run goes on; empty if it has no epoch yet.
     *
     * @throws CheckpointDamagedException if what is stored is not what was stored
     */
    Optional<Progress> progress(RunId run) {
        List<Row> rows = jdbc.sql("select * from checkpoint where run_id = :run and (latest or best)")
                .param("run", run.value())
                .query(Row::of)
                .list();
        Checkpoint latest = find(rows, Row::latest);
        Checkpoint best = find(rows, Row::best);
        return latest == null || best == null
                ? Optional.empty()
                : Optional.of(new Progress(latest, best, epochs.validationLosses(run.value(), latest.epoch())));
    }

    /** What a checkpoint is known by: its epoch, and the checksum of its content in hexadecimal digits. */
    record Label(int epoch, String sha256) {}

    /** The latest or the best one. */
    Optional<Label> label(RunId run, CheckpointChoice choice) {
        String which = choice == CheckpointChoice.BEST ? "best" : "latest";
        return jdbc.sql("select epoch, encode(sha256, 'hex') as sha256 from checkpoint where run_id = :run and "
                        + which)
                .param("run", run.value())
                .query(Label.class)
                .optional();
    }

    /**
     * The one of that epoch and checksum.
     *
     * @throws CheckpointDamagedException if what is stored is not what was stored
     */
    Optional<Checkpoint> load(RunId run, int epoch, String sha256) {
        return jdbc.sql("select * from checkpoint where run_id = :run and epoch = :epoch"
                        + " and sha256 = decode(:sha256, 'hex')")
                .param("run", run.value())
                .param("epoch", epoch)
                .param("sha256", sha256)
                .query(Row::of)
                .optional()
                .map(Row::checkpoint);
    }

    /**
     * The one of that checksum, of whatever epoch.
     *
     * @throws CheckpointDamagedException if what is stored is not what was stored
     */
    Optional<Checkpoint> load(RunId run, String sha256) {
        return jdbc.sql("select * from checkpoint where run_id = :run and encode(sha256, 'hex') = :sha256 limit 1")
                .param("run", run.value())
                .param("sha256", sha256)
                .query(Row::of)
                .optional()
                .map(Row::checkpoint);
    }

    /**
     * Deletes checkpoints of runs that ended before that time; what others have locked is left for another time.
     *
     * @param which of them, as a condition of SQL on {@code checkpoint} and {@code run}
     * @return the sizes in bytes of those that are gone, at most so many
     */
    List<Long> free(String which, Instant endedBefore, int atMost) {
        return jdbc.sql("""
                delete from checkpoint where (run_id, epoch) in (
                    select checkpoint.run_id, checkpoint.epoch
                    from checkpoint join run on run.id = checkpoint.run_id
                    where run.ended_at < :before and %s
                    limit :most
                    for update of checkpoint skip locked)
                returning length(content)""".formatted(which))
                .param("before", Timestamp.from(endedBefore))
                .param("most", atMost)
                .query(Long.class)
                .list();
    }

    private static @Nullable Checkpoint find(List<Row> rows, java.util.function.Predicate<Row> which) {
        return rows.stream().filter(which).findFirst().map(Row::checkpoint).orElse(null);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private record State(int epoch, boolean present, boolean fallback, boolean intact) {}

    private record Row(Checkpoint checkpoint, boolean latest, boolean best) {
        static Row of(ResultSet row, int number) throws SQLException {
            var checkpoint =
                    new Checkpoint(row.getInt("epoch"), row.getDouble("validation_loss"), row.getBytes("content"));
            if (!MessageDigest.isEqual(sha256(checkpoint.content()), row.getBytes("sha256"))) {
                throw new CheckpointDamagedException(checkpoint.epoch());
            }
            return new Row(checkpoint, row.getBoolean("latest"), row.getBoolean("best"));
        }
    }
}
