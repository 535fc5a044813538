package dev.trainyard.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** The activations of many runs at once, as learnt by the best epoch of each so far. */
@Repository
public class LearntActivations {
    private static final TypeReference<Map<String, List<List<Double>>>> PARAMETERS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    LearntActivations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the runs that are there. */
    public Map<RunId, LearntActivation> of(Collection<RunId> runs) {
        Map<RunId, LearntActivation> activations = new HashMap<>();
        jdbc.sql("""
                select run.id, run.spec ->> 'activation' as activation, best.activation_parameters
                from run
                left join run_epoch as best on best.run_id = run.id and best.epoch = run.best_epoch
                where run.id = any(:runs)""")
                .param("runs", runs.stream().map(RunId::value).toArray(UUID[]::new))
                .query(row -> {
                    activations.put(new RunId(row.getObject("id", UUID.class)), activation(row));
                });
        return activations;
    }

    private static LearntActivation activation(ResultSet row) throws SQLException {
        String learnt = row.getString("activation_parameters");
        return new LearntActivation(
                StoredJson.MAPPER
                        .readValue(row.getString("activation"), Spec.Activation.class)
                        .toSpec(),
                learnt == null ? Map.of() : StoredJson.MAPPER.readValue(learnt, PARAMETERS));
    }
}
