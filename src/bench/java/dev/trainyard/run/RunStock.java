package dev.trainyard.run;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The runs in the database of a benchmark: puts many there at once, and submits single ones as the API does. */
public final class RunStock {
    /** Early stopping lets a run succeed that has made no epoch. */
    private static final String REQUEST = """
            {"model": "resnet-8", "activation": "coslu", "dataset": "shapes",
             "early_stopping": {"patience": 1, "min_delta": 0}}""";

    private static final String COLUMNS = "owner, priority, tags, model, activation, dataset, epochs, spec, status,"
            + " attempt, fruitless_attempts, epoch, created_at, queued_at";
    private static final Pattern PAGES = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    private final JdbcClient jdbc;
    private final Runs runs;
    private final NewRun asked;

    public RunStock(BeanFactory service) {
        jdbc = service.getBean(JdbcClient.class);
        runs = service.getBean(Runs.class);
        asked = service.getBean(RunRequestReader.class).read(new JsonMapper().readTree(REQUEST));
        submit("model");
        jdbc.sql("create table model_run as select * from run").update();
    }

    /** One more run in the queue, in a transaction of its own. */
    public void submit(String owner) {
        runs.submit(asked, owner);
    }

    /** Leaves no run. */
    public void clear() {
        jdbc.sql("truncate run cascade").update();
        refresh();
    }

    /** So many more in the queue, with the event that each run begins with, of the owners in turn. */
    public void queue(int count, int owners) {
        jdbc.sql("with queued as (insert into run (id, " + COLUMNS + ")"
                        + " select uuidv7(), 'owner-' || number % :owners, " + COLUMNS.replaceFirst("owner, ", "")
                        + " from model_run, generate_series(1, :count) as number returning id)"
                        + " insert into run_event (run_id, at, type, to_status, attempt, epoch)"
                        + " select id, now(), 'created', 'queued', 0, 0 from queued")
                .param("count", count)
                .param("owners", owners)
                .update();
        refresh();
    }

    /** So many more that have succeeded, of the owners in turn. */
    public void end(int count, int owners) {
        jdbc.sql("insert into run (id, " + COLUMNS + ", stopped_early, started_at, claimed_at, ended_at)"
                        + " select uuidv7(), 'owner-' || number % :owners, priority, tags, model, activation, dataset,"
                        + " epochs, spec, 'succeeded', 1, 1, 0, now(), now(), true, now(), now(), now()"
                        + " from model_run, generate_series(1, :count) as number")
                .param("count", count)
                .param("owners", owners)
                .update();
        refresh();
    }

    private void refresh() {
        jdbc.sql("vacuum analyze run").update();
        jdbc.sql("vacuum analyze run_event").update();
    }

    /** How many pages of the tables and indexes the search for the next run reads. */
    public int pagesOfAClaim() {
        List<String> plan = jdbc.sql("explain (analyze, buffers) " + RunRepository.NEXT_QUEUED)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .param("seconds", 1800)
                .param("running", Long.MAX_VALUE)
                .param("devices", 1)
                .query(String.class)
                .list();
        // The topmost node comes first, and counts what those below it read.
        return PAGES.matcher(String.join("\n", plan))
                .results()
                .mapToInt(found -> number(found.group(1)) + number(found.group(2)))
                .findFirst()
                .orElseThrow();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
