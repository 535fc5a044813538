package dev.trainyard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ended runs with all that training leaves behind but checkpoints, which nobody polls: epochs, events and test scores. The
 * service itself writes the specifications that they are copies of.
 */
final class StoredRuns {
    private static final List<String> MODELS = List.of("resnet-8", "resnet-20", "resnet-56");
    private static final List<String> ACTIVATIONS = List.of("relu", "coslu", "delu", "relun");

    private final ApiClient admin;
    private final ServiceDatabase database;
    private final List<String> owners;

    StoredRuns(ApiClient admin, ServiceDatabase database, int owners) {
        this.admin = admin;
        this.database = database;
        this.owners = IntStream.range(0, owners).mapToObj("owner-%d"::formatted).toList();
    }

    /** Stores so many runs of so many epochs, one a minute until now. */
    void fill(int runs, int epochs) throws IOException, InterruptedException {
        for (String model : MODELS) {
            for (String activation : ACTIVATIONS) {
                admin.submit(model, activation, epochs);
            }
        }
        // Without foreign keys and notifications: nobody works here yet.
        execute("set session_replication_role = replica");
        database.sql()
                .sql(StoredRunsSql.RUNS)
                .param("runs", runs)
                .param("owners", owners.size())
                .update();
        execute(StoredRunsSql.EPOCHS);
        execute(StoredRunsSql.EVENTS);
        execute(StoredRunsSql.SCORES);
        execute("set session_replication_role = origin");
        execute("delete from run where status = 'queued'");
        execute("vacuum analyze");
    }

    private void execute(String sql) {
        database.sql().sql(sql).update();
    }

    String sizes() {
        return database.sql().sql("""
                        select format('%s runs of %s owners, %s epochs, %s events, %s', (select count(*) from run),
                                      (select count(distinct owner) from run), (select count(*) from run_epoch),
                                      (select count(*) from run_event),
                                      pg_size_pretty(pg_database_size(current_database())))""").query(String.class).single();
    }

    /** The id of the run that was submitted first. */
    String oldest() {
        return fromTheEnd(0);
    }

    /** The id of the run before which so many were submitted. */
    String fromTheEnd(int older) {
        return database.sql()
                .sql("select 'run_' || replace(id::text, '-', '') from run order by id offset :older limit 1")
                .param("older", older)
                .query(String.class)
                .single();
    }

    /** Writes what the load generator asks for, a run a line, with a token of its owner. */
    Path writeTo(Path file) throws IOException, InterruptedException {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String owner : owners) {
            tokens.put(owner, admin.issueToken(owner));
        }
        List<String> lines = new ArrayList<>(List.of("run,version,model,activation,tag,token"));
        database.sql().sql("""
                        select 'run_' || replace(id::text, '-', ''), version, model, activation, tags[1], owner
                        from run where status in ('succeeded', 'failed', 'cancelled')""").query(row -> {
            lines.add(String.join(
                    ",",
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    tokens.get(row.getString(6))));
        });
        return Files.write(file, lines);
    }
}
