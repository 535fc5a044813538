package dev.trainyard.run;

import dev.trainyard.network.ResNet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** The numbers of many runs at once, for reports. */
@Repository
public class RunOutcomes {
    private static final TypeReference<Map<String, List<List<Double>>>> PARAMETERS = new TypeReference<>() {};

    private static final String OUTCOMES = """
            select run.id, run.status, run.model, run.activation, run.dataset, (run.spec ->> 'seed')::bigint as seed,
                run.epoch, run.epochs, best.accuracy as best, last.accuracy as last, latest.train_accuracy,
                latest.validation_accuracy, latest.activation_parameters, sums.seconds, sums.images_per_second
            from run
            left join test_score as best
                on best.run_id = run.id and best.checkpoint = 'best' and run.status = 'succeeded'
            left join test_score as last
                on last.run_id = run.id and last.checkpoint = 'last' and run.status = 'succeeded'
            left join run_epoch as latest on latest.run_id = run.id and latest.epoch = run.epoch
            cross join lateral (
                select sum(duration_seconds) as seconds, avg(images_per_second) as images_per_second
                from run_epoch where run_id = run.id) as sums
            where run.id = any(:runs)""";

    private final JdbcClient jdbc;

    RunOutcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the runs that are there. */
    public Map<RunId, RunOutcome> of(Collection<RunId> runs) {
        Map<RunId, RunOutcome> outcomes = new HashMap<>();
        jdbc.sql(OUTCOMES)
                .param("runs", runs.stream().map(RunId::value).toArray(UUID[]::new))
                .query((row, number) -> outcome(row))
                .list()
                .forEach(outcome -> outcomes.put(outcome.run(), outcome));
        return outcomes;
    }

    private static RunOutcome outcome(ResultSet row) throws SQLException {
        String status = row.getString("status");
        int epoch = row.getInt("epoch");
        int epochs = row.getInt("epochs");
        String learnt = row.getString("activation_parameters");
        return new RunOutcome(
                new RunId(row.getObject("id", UUID.class)),
                status,
                row.getString("model"),
                ResNet.named(row.getString("model")).map(ResNet::depth).orElse(0),
                row.getString("activation"),
                row.getString("dataset"),
                row.getLong("seed"),
                epoch,
                epochs,
                status.equals(RunStatus.SUCCEEDED.label()) ? 1 : (double) epoch / epochs,
                number(row, "best"),
                number(row, "last"),
                number(row, "train_accuracy"),
                number(row, "validation_accuracy"),
                learnt == null ? Map.of() : StoredJson.MAPPER.readValue(learnt, PARAMETERS),
                number(row, "seconds"),
                number(row, "images_per_second"));
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
