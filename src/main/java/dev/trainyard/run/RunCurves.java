package dev.trainyard.run;

import java.sql.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was measured in each epoch, of many runs at once. */
@Repository
public class RunCurves {
    private final JdbcClient jdbc;

    RunCurves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One measure of an epoch. */
    public enum Curve {
        TRAIN_LOSS,
        TRAIN_ACCURACY,
        VALIDATION_LOSS,
        VALIDATION_ACCURACY;

        /** As an epoch of the API calls them. */
        public static Set<String> names() {
            return Names.all(Curve.class).keySet();
        }

        /** That of a name. */
        public static Curve named(String name) {
            return Names.constant(Curve.class, name);
        }

        /** For people, such as {@code validation loss}. */
        public String title() {
            return Names.of(this).replace('_', ' ');
        }
    }

    /** Epoch by epoch from the first; runs without an epoch are missing. */
    public Map<RunId, List<Double>> of(Collection<RunId> runs, Curve curve) {
        Map<RunId, List<Double>> curves = new HashMap<>();
        jdbc.sql("""
                        select run_id, array_agg(%s order by epoch) as curve from run_epoch
                        where run_id = any(:runs) group by run_id""".formatted(Names.of(curve)))
                .param("runs", runs.stream().map(RunId::value).toArray(UUID[]::new))
                .query(row -> {
                    Array values = row.getArray("curve");
                    curves.put(new RunId(row.getObject("run_id", UUID.class)), Arrays.asList((Double[])
                            values.getArray()));
                });
        return curves;
    }
}
