package dev.trainyard.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Proves that each check can fail: makes a fault by hand, has it looked for, and takes it back. */
final class Forgeries {
    /** Of a run that has succeeded. */
    private static final String VICTIM =
            "(select id from run where status = 'succeeded' and name like '%/%' order by id desc limit 1)";

    private static final List<Forgery> ALL = List.of(
            new Forgery("a run stays in the queue", Check.ENDED, """
                    update run set status = 'queued', ended_at = null where id = VICTIM"""),
            new Forgery("a run is doubled", Check.ONE_RUN_EACH, """
                    insert into run select (jsonb_populate_record(run, jsonb_build_object('id', gen_random_uuid()))).*
                    from run where id = VICTIM"""),
            new Forgery("an end is told twice", Check.EVENTS, """
                    insert into run_event (run_id, at, type, from_status, to_status, attempt, epoch)
                    select run_id, at, type, from_status, to_status, attempt, epoch from run_event
                    where run_id = VICTIM and type = 'ended'"""),
            new Forgery("an epoch is written a second time", Check.EPOCHS_ONCE, """
                    update run_epoch set finished_at = now() where run_id = VICTIM and epoch = 1"""),
            new Forgery("an epoch is written by somebody who does not hold the run", Check.RESULTS_BY_HOLDER, """
                    update run_epoch set finished_at = now() where run_id = VICTIM and epoch = 1"""),
            new Forgery("a run is claimed in the name of another process", Check.LEASES_BY_HOLDER, """
                    update run set lease_token = nextval('lease_token'), worker = 'machine/1/0', status = 'running',
                        ended_at = null, lease_renewed_at = now(), lease_expires_at = now() + interval '1 minute'
                    where id = VICTIM"""),
            new Forgery("a lease is taken away before its time", Check.LEASES_BY_HOLDER, """
                    insert into witness.note (thing, operation, run_id, old_status, status, old_token, old_expires_at)
                    values ('run', 'UPDATE', VICTIM, 'running', 'queued', 1, now() + interval '1 minute')"""),
            new Forgery("a lease is given a second time", Check.TOKENS_GROW, """
                    insert into witness.note (thing, operation, run_id, status, token)
                    select thing, operation, run_id, status, token from witness.note
                    where run_id = VICTIM and thing = 'run' and old_token is null and token is not null limit 1"""),
            new Forgery("a metric differs in its last bit", Check.SAME_EPOCHS, """
                    update run_epoch set train_loss = train_loss * (1 + 2.3e-16) where run_id = VICTIM and epoch = 1"""),
            new Forgery("a bit of a checkpoint differs", Check.SAME_RESULTS, """
                    update checkpoint set content = set_bit(content, 99, 1 - get_bit(content, 99)) where run_id = VICTIM"""));

    private Forgeries() {}

    /** Statement: VICTIM stands for the id of a run. */
    private record Forgery(String title, Check check, String statement) {}

    /** Those that were not seen by the check for them. */
    static List<String> unseen(Connection connection) throws SQLException {
        List<String> unseen = new ArrayList<>();
        for (Forgery forgery : ALL) {
            if (!isSeen(connection, forgery)) {
                unseen.add(forgery.title());
            }
        }
        return unseen;
    }

    private static boolean isSeen(Connection connection, Forgery forgery) throws SQLException {
        int before = forgery.check().faults(connection).size();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(forgery.statement().replace("VICTIM", VICTIM));
            return forgery.check().faults(connection).size() > before;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    static int size() {
        return ALL.size();
    }
}
