package dev.trainyard.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which weights runs will still ask for. */
@Repository
public class WeightsUse {
    private final JdbcClient jdbc;

    WeightsUse(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a run that has not ended is to begin with the weights of that id, or may have to begin again with them. */
    public boolean isNeeded(String id) {
        return jdbc.sql("""
                select exists (
                    select from run where status in ('queued', 'running', 'pausing', 'paused', 'cancelling')
                        and spec #>> '{initial_weights,source}' = :id)""").param("id", id).query(Boolean.class).single();
    }
}
