package dev.trainyard.experiment;

import dev.trainyard.run.RunId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which runs belong to which experiment. */
@Repository
class ExperimentRuns {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ExperimentRuns(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Adds runs, numbered from that number on. */
    void add(UUID experiment, int from, List<RunId> runs) {
        batches.batchUpdate(
                "insert into experiment_run (experiment_id, number, run_id) values (?, ?, ?)",
                IntStream.range(0, runs.size())
                        .mapToObj(i ->
                                new Object[] {experiment, from + i, runs.get(i).value()})
                        .toList());
    }

    /** The runs by their numbers, in order; one that was deleted is missing. */
    Map<Integer, RunId> of(UUID experiment) {
        Map<Integer, RunId> runs = new LinkedHashMap<>();
        jdbc.sql("select number, run_id from experiment_run where experiment_id = :experiment order by number")
                .param("experiment", experiment)
                .query(row -> {
                    runs.put(row.getInt("number"), new RunId(row.getObject("run_id", UUID.class)));
                });
        return runs;
    }

    /** How many runs of each experiment have each status; one that has no run is missing. */
    Map<UUID, Map<String, Integer>> statuses(Collection<UUID> experiments) {
        Map<UUID, Map<String, Integer>> statuses = new LinkedHashMap<>();
        if (experiments.isEmpty()) {
            return statuses;
        }
        jdbc.sql("""
                select experiment_id, status, count(*)::integer as runs
                from experiment_run join run on run.id = run_id
                where experiment_id in (:experiments)
                group by experiment_id, status order by status""").param("experiments", experiments).query(row -> {
            statuses.computeIfAbsent(row.getObject("experiment_id", UUID.class), experiment -> new LinkedHashMap<>())
                    .put(row.getString("status"), row.getInt("runs"));
        });
        return statuses;
    }
}
