package dev.trainyard.run;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is asked of a run by every request for it, most of which poll: whose it is, and whether it has changed. Each is
 * one short statement without a transaction.
 */
@Repository
class RunLookup {
    private final JdbcClient jdbc;

    RunLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** See {@link Run#version()} and {@link Run#epochVersion()}. */
    record Versions(long run, long epochs) {}

    /** Empty if there is no such run. */
    Optional<String> owner(String id) {
        return RunId.parse(id)
                .flatMap(run -> jdbc.sql("select owner from run where id = :run")
                        .param("run", run.value())
                        .query((row, number) -> row.getString(1))
                        .optional());
    }

    /** What changes whenever the run, or its epochs, do. Throws RunNotFoundException if there is no such run. */
    Versions versions(String id) {
        return RunId.parse(id)
                .flatMap(run -> jdbc.sql("select version, epoch_version from run where id = :run")
                        .param("run", run.value())
                        .query((row, number) -> new Versions(row.getLong(1), row.getLong(2)))
                        .optional())
                .orElseThrow(() -> new RunNotFoundException(id));
    }
}
