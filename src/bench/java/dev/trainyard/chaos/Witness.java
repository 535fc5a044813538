package dev.trainyard.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Notes in the database, within the transaction that makes it, every write to a run and its results: which process made
 * it, by the name of its connection, and who held which lease of the run at that moment. A write that is rolled back
 * leaves no note, one that is committed cannot do without.
 */
final class Witness {
    private static final String TABLES = """
            create schema witness;
            create table witness.note (
                number bigint generated always as identity primary key,
                at timestamptz not null default clock_timestamp(),
                writer text not null default current_setting('application_name'),
                thing text not null,
                operation text not null,
                run_id uuid not null,
                epoch integer,
                old_status text, status text not null,
                old_token bigint, token bigint, settled_token bigint,
                old_worker text, worker text,
                old_expires_at timestamptz);
            create index on witness.note (run_id, number);
            create table witness.silence (
                writer text not null, pid text not null, killed boolean not null,
                began timestamptz not null, ended timestamptz not null)""";

    private static final String RUN = """
            create function witness.note_run() returns trigger language plpgsql as $$
            begin
                insert into witness.note (thing, operation, run_id, epoch, old_status, status, old_token, token,
                    settled_token, old_worker, worker, old_expires_at)
                values ('run', tg_op, new.id, new.epoch, old.status, new.status, old.lease_token, new.lease_token,
                    new.settled_token, old.worker, new.worker, old.lease_expires_at);
                return null;
            end $$;
            create trigger witness after update on run for each row execute function witness.note_run()""";

    /** The run's row is locked by whoever writes its results, so that it is as it was when the writer looked. */
    private static final String RESULT = """
            create function witness.note_result() returns trigger language plpgsql as $$
            declare
                result record;
            begin
                if tg_op = 'DELETE' then result := old; else result := new; end if;
                insert into witness.note (thing, operation, run_id, epoch, status, token, settled_token, worker)
                select tg_table_name, tg_op, id, result.epoch, status, lease_token, settled_token, worker
                from run where id = result.run_id;
                return null;
            end $$;
            create trigger witness after insert or update or delete on run_epoch
                for each row execute function witness.note_result();
            create trigger witness after insert or update or delete on checkpoint
                for each row execute function witness.note_result();
            create trigger witness after insert or update or delete on test_score
                for each row execute function witness.note_result()""";

    private Witness() {}

    static void install(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
            statement.execute(RUN);
            statement.execute(RESULT);
        }
    }

    /** Adds what the database cannot know: which process a connection's name stands for, and when it was silent. */
    static void tell(Connection connection, List<ServiceProcess> processes) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into witness.silence values (?, ?, ?, ?, ?)")) {
            for (ServiceProcess process : processes) {
                insert.setString(1, process.name());
                insert.setString(2, String.valueOf(process.pid()));
                // A silence of no length, so that everybody has a row.
                add(insert, new ServiceProcess.Silence(false, Instant.EPOCH, Instant.EPOCH));
                for (ServiceProcess.Silence silence : process.silences()) {
                    add(insert, silence);
                }
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, ServiceProcess.Silence silence) throws SQLException {
        insert.setBoolean(3, silence.killed());
        insert.setTimestamp(4, Timestamp.from(silence.began()));
        insert.setObject(
                5, silence.killed() ? OffsetDateTime.MAX : silence.ended().atOffset(ZoneOffset.UTC));
        insert.addBatch();
    }
}
