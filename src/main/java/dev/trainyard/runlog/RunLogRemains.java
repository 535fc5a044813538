package dev.trainyard.runlog;

import dev.trainyard.run.Remains;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lines of ended runs' logs. How many there were is kept: a run that is extended goes on counting, so that a reader
 * who has the first n still asks for what is after n.
 */
@Component
class RunLogRemains implements Remains {
    /** In one statement. */
    static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final Duration kept;
    private final Counter freed;

    RunLogRemains(JdbcClient jdbc, RunLogRetentionSettings settings, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.kept = settings.logs();
        this.freed = Counter.builder("trainyard.log.lines.freed")
                .description("Lines of runs' logs that were freed")
                .register(meters);
    }

    @Override
    public String name() {
        return "log lines";
    }

    @Override
    public Duration kept() {
        return kept;
    }

    @Override
    public int free(Instant endedBefore) {
        int gone = jdbc.sql("""
                delete from run_log_line where (run_id, line) in (
                    select old.run_id, old.line from run_log_line as old join run on run.id = old.run_id
                    where run.ended_at < :before
                    limit :most
                    for update of old skip locked)""")
                .param("before", Timestamp.from(endedBefore))
                .param("most", AT_ONCE)
                .update();
        freed.increment(gone);
        return gone;
    }
}
