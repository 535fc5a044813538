package dev.trainyard.run;

import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.Progress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The checkpoints of runs: the latest and the best of each, no other. In plain SQL, since a persistence context would
 * hold on to megabytes that nobody changes.
 */
@Repository
class CheckpointStore {
    private final JdbcClient jdbc;

    CheckpointStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts the checkpoint in the place of the latest one, and of the best one if it is better. */
    void store(RunId run, Checkpoint checkpoint, boolean best) {
        jdbc.sql("delete from checkpoint where run_id = :run and (:best or not best)")
                .param("run", run.value())
                .param("best", best)
                .update();
        jdbc.sql("update checkpoint set latest = false where run_id = :run")
                .param("run", run.value())
                .update();
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

    /**
     * Where the run goes on; empty if it has no epoch yet.
     *
     * @throws CheckpointDamagedException if what is stored is not what was stored
     */
    Optional<Progress> progress(RunId run) {
        List<Row> rows = jdbc.sql("select * from checkpoint where run_id = :run")
                .param("run", run.value())
                .query(Row::of)
                .list();
        Checkpoint latest = find(rows, Row::latest);
        Checkpoint best = find(rows, Row::best);
        return latest == null || best == null
                ? Optional.empty()
                : Optional.of(new Progress(latest, best, validationLosses(run, latest.epoch())));
    }

    private List<Double> validationLosses(RunId run, int lastEpoch) {
        return jdbc.sql("select validation_loss from run_epoch where run_id = :run and epoch <= :last order by epoch")
                .param("run", run.value())
                .param("last", lastEpoch)
                .query(Double.class)
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
