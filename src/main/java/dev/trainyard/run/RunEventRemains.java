package dev.trainyard.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The events of ended runs, save their ends: these are the outbox, of which nothing may go untold, and what a client
 * that comes back late is to hear.
 */
@Component
class RunEventRemains implements Remains {
    /** In one statement. */
    static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final Duration kept;
    private final Counter freed;

    RunEventRemains(JdbcClient jdbc, RetentionSettings settings, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.kept = settings.events();
        this.freed = Counter.builder("trainyard.events.freed")
                .description("Events of runs that were freed")
                .register(meters);
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Duration kept() {
        return kept;
    }

    @Override
    public int free(Instant endedBefore) {
        int gone = jdbc.sql("""
                delete from run_event where sequence in (
                    select event.sequence from run_event as event join run on run.id = event.run_id
                    where run.ended_at < :before and event.type <> 'ended'
                    limit :most
                    for update of event skip locked)""")
                .param("before", Timestamp.from(endedBefore))
                .param("most", AT_ONCE)
                .update();
        freed.increment(gone);
        return gone;
    }
}
