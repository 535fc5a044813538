package dev.trainyard.runlog;

import dev.trainyard.run.RunId;
import dev.trainyard.runlog.RunLogBuffer.Numbered;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The logs of runs in PostgreSQL. Lines are added, also by a worker that has lost its run meanwhile, and never changed;
 * {@link RunLogRemains} deletes those of ended runs.
 */
@Repository
class RunLogStore {
    private static final String END = "The log ends here: it has as many lines as trainyard.run-log.max-lines allows";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final int maxLines;

    RunLogStore(JdbcClient jdbc, JdbcTemplate batches, RunLogSettings settings) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.maxLines = settings.maxLines();
    }

    /** Adds lines of one attempt, save those that it has already: an answer may have been lost. */
    @Transactional
    public void add(RunLogLine.Attempt attempt, List<Numbered> lines) {
        UUID run = attempt.run().value();
        OptionalInt length = lock(run);
        if (length.isEmpty()) {
            return; // the run was deleted
        }
        long known = lastNumber(attempt);
        List<Numbered> fresh =
                lines.stream().filter(line -> line.number() > known).toList();
        int room = maxLines - length.getAsInt();
        if (fresh.isEmpty() || room == 0) {
            return;
        }
        insert(run, length.getAsInt(), fresh.size() < room ? fresh : ending(fresh.subList(0, room)));
    }

    /** The number of lines so far, locked; empty if there is no such run. */
    private OptionalInt lock(UUID run) {
        jdbc.sql("insert into run_log select id, 0 from run where id = :run and not exists (select from run_log"
                        + " where run_id = :run) on conflict do nothing")
                .param("run", run)
                .update();
        return jdbc
                .sql("select lines from run_log where run_id = :run for update")
                .param("run", run)
                .query(Integer.class)
                .stream()
                .mapToInt(lines -> lines)
                .findFirst();
    }

    private long lastNumber(RunLogLine.Attempt attempt) {
        return jdbc.sql("select coalesce(max(number), 0) from run_log_line where run_id = :run and attempt = :attempt")
                .param("run", attempt.run().value())
                .param("attempt", attempt.number())
                .query(Long.class)
                .single();
    }

    /** The same lines, the last one being the end of the log. */
    private static List<Numbered> ending(List<Numbered> lines) {
        Numbered last = lines.get(lines.size() - 1);
        var end = new RunLogLine(last.line().attempt(), last.line().at(), "WARN", END);
        return Stream.concat(lines.stream().limit(lines.size() - 1), Stream.of(new Numbered(last.number(), end)))
                .toList();
    }

    private void insert(UUID run, int length, List<Numbered> lines) {
        List<Object[]> rows = IntStream.range(0, lines.size())
                .mapToObj(i -> row(run, length + i + 1, lines.get(i)))
                .toList();
        batches.batchUpdate(
                "insert into run_log_line (run_id, line, attempt, number, at, level, message) values (?, ?, ?, ?, ?, ?, ?)",
                rows);
        batches.update("update run_log set lines = ? where run_id = ?", length + lines.size(), run);
    }

    private static Object[] row(UUID run, int number, Numbered numbered) {
        RunLogLine line = numbered.line();
        return new Object[] {
            run,
            number,
            line.attempt().number(),
            numbered.number(),
            line.at().atOffset(ZoneOffset.UTC),
            line.level(),
            line.message()
        };
    }

    /** How many lines the run's log has; empty if there is no such run. */
    @Transactional(readOnly = true)
    public OptionalInt length(RunId run) {
        return jdbc
                .sql("select coalesce(lines, 0) from run left join run_log on run_id = id where id = :run")
                .param("run", run.value())
                .query(Integer.class)
                .stream()
                .mapToInt(lines -> lines)
                .findFirst();
    }

    /** The lines after the first so many, in order. */
    @Transactional(readOnly = true)
    public List<RunLogLine> after(RunId run, int lines) {
        return jdbc.sql("select * from run_log_line where run_id = :run and line > :lines order by line")
                .param("run", run.value())
                .param("lines", lines)
                .query((row, i) -> new RunLogLine(
                        new RunLogLine.Attempt(run, row.getInt("attempt")),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("level"),
                        row.getString("message")))
                .list();
    }
}
