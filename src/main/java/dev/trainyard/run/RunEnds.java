package dev.trainyard.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The ends of runs that nobody was told of: an outbox, written in the transaction that ends a run. */
@Component
public class RunEnds {
    private final JdbcClient jdbc;

    RunEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes some out, the oldest first; they are gone when the caller's transaction is committed. Processes that take
     * at the same time get different ones.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RunEnd> take(int atMost, Instant now) {
        return jdbc
                .sql("""
                update run_event as event set told_at = :now from run
                where run.id = event.run_id and event.sequence in (
                    select sequence from run_event where type = 'ended' and told_at is null
                    order by sequence limit :atMost for update skip locked)
                returning event.*, run.owner, run.name, run.detail, run.model, run.activation, run.dataset, run.tags,
                    run.epochs""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("atMost", atMost)
                .query(RunEnds::end)
                .list()
                .stream()
                .sorted(Comparator.comparingLong(RunEnd::sequence)) // an update returns them in any order
                .toList();
    }

    private static RunEnd end(ResultSet row, int number) throws SQLException {
        return new RunEnd(
                row.getLong("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new RunId(row.getObject("run_id", UUID.class)),
                row.getString("owner"),
                row.getString("name"),
                Names.constant(RunStatus.class, row.getString("to_status")),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("model"),
                row.getString("activation"),
                row.getString("dataset"),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getInt("epoch"),
                row.getInt("epochs"),
                row.getInt("attempt"));
    }
}
