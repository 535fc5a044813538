package dev.trainyard.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What must be true of all that the database keeps, and of what the {@link Witness} noted. */
enum Check {
    ENDED("every run has ended, by success or because somebody cancelled it", """
                select name || ' is ' || status || coalesce(' ' || reason, '') || coalesce(': ' || detail, '') from run
                where status not in ('succeeded', 'cancelled')
                    or (status = 'succeeded' and epoch <> epochs)
                    or (status = 'cancelled' and not exists (
                        select from run_event where run_id = run.id and actor is not null
                            and (type = 'cancel_requested' or to_status = 'cancelled')))"""),
    ONE_RUN_EACH("no submission made two runs", """
                select count(*) || ' runs of ' || name from run group by name having count(*) > 1"""),
    EVENTS("its events are one chain of allowed transitions, which ends where the run is", """
                with chain as (
                    select *, lag(to_status) over life as before, lead(to_status) over life as after
                    from run_event window life as (partition by run_id order by sequence)),
                allowed (was, becomes) as (values ('queued', 'running'), ('queued', 'paused'), ('queued', 'cancelled'),
                    ('running', 'queued'), ('running', 'pausing'), ('running', 'cancelling'), ('running', 'succeeded'),
                    ('pausing', 'paused'), ('pausing', 'cancelling'), ('pausing', 'succeeded'),
                    ('paused', 'queued'), ('paused', 'cancelled'),
                    ('cancelling', 'cancelled'), ('cancelling', 'succeeded'))
                select run.name || ' event ' || sequence || ' ' || type || ': ' || coalesce(before, 'nothing') || ', '
                    || coalesce(from_status, 'nothing') || ' to ' || to_status || ', then ' || run.status
                from chain join run on run.id = run_id
                where case type
                    when 'created' then before is not null or from_status is not null or to_status <> 'queued'
                    when 'epoch' then from_status is distinct from before or to_status is distinct from before
                    else from_status is distinct from before
                        or not exists (select from allowed where was = from_status and becomes = to_status) end
                    or (after is null and to_status <> run.status)"""),
    EPOCHS_ONCE("every epoch was made once, one after the other", """
                select name || ' has ' || epoch || ' epochs, of them stored ' || stored || ', told of ' || told
                    || ', written ' || written || ', changed ' || changed
                from run cross join lateral (
                    select count(*) as stored, coalesce(max(run_epoch.epoch), 0) as last from run_epoch where run_id = run.id)
                    as epochs_of
                cross join lateral (
                    select count(*) as told, count(distinct run_event.epoch) as distinctly from run_event
                    where run_id = run.id and type = 'epoch') as events_of
                cross join lateral (
                    select count(*) filter (where operation = 'INSERT') as written,
                        count(*) filter (where operation <> 'INSERT') as changed
                    from witness.note where run_id = run.id and thing = 'run_epoch') as notes_of
                where (stored, last, told, distinctly, written, changed)
                    is distinct from (epoch, epoch, epoch, epoch, epoch, 0)"""),
    RESULTS_BY_HOLDER(
            "a result was written only by the process that held the run", """
                select name || ' ' || thing || ' ' || operation || ' of epoch ' || note.epoch || ' by ' || writer
                    || ', held by ' || coalesce(note.worker, 'nobody')
                from witness.note as note join run on run.id = run_id
                where thing <> 'run' and (note.worker is null or not %s)""".formatted(byHolder("note.worker"))),
    LEASES_BY_HOLDER(
            "a lease was taken, renewed and ended by its holder, else only ended when its time was over",
            """
                select name || ' note ' || number || ' by ' || writer || ': ' || old_status || ' to ' || note.status
                    || ', lease ' || coalesce(old_token || ' of ' || old_worker, 'none')
                    || ' to ' || coalesce(token || ' of ' || note.worker, 'none')
                from witness.note as note join run on run.id = run_id
                where thing = 'run' and case
                    when old_token is null and token is null then false
                    when old_token is null then not %s
                    when old_token = token and old_status <> note.status then note.status not in ('pausing', 'cancelling')
                    when old_token = token then not %2$s
                    when token is not null then true
                    when note.settled_token = old_token then not %2$s
                    else old_expires_at >= at end""".formatted(byHolder("note.worker"), byHolder("old_worker"))),
    TOKENS_GROW("every claim had a lease of its own, later than those before", """
                select name || ' got lease ' || token || ' after ' || before from (
                    select run_id, token, lag(token) over (partition by run_id order by number) as before,
                        count(*) over (partition by token) as claims
                    from witness.note where thing = 'run' and old_token is null and token is not null) as claim
                join run on run.id = run_id where token <= before or claims > 1"""),
    SAME_EPOCHS("every epoch is that of the undisturbed run, to the last bit", """
                select run.name || ' epoch ' || made.epoch || ' has a training loss of ' || made.train_loss
                    || ', undisturbed ' || coalesce(model.train_loss::text, 'none')
                from run join run_epoch as made on made.run_id = run.id
                join run as undisturbed on undisturbed.name = split_part(run.name, '/', 1)
                left join run_epoch as model on model.run_id = undisturbed.id and model.epoch = made.epoch
                where (made.train_loss, made.train_accuracy, made.validation_loss, made.validation_accuracy,
                        made.learning_rate, made.activation_parameters)
                    is distinct from (model.train_loss, model.train_accuracy, model.validation_loss,
                        model.validation_accuracy, model.learning_rate, model.activation_parameters)"""),
    SAME_RESULTS("so are the checkpoints, byte by byte, and the tests", """
                with result (run_id, what, value) as (
                    select run_id, 'checkpoint ' || epoch, concat_ws(' ', sha256, latest, best, fallback,
                        sha256 = sha256(content)) from checkpoint
                    union all
                    select run_id, 'test of ' || checkpoint, (to_jsonb(test_score) - 'run_id')::text from test_score),
                pair as (
                    select run.id, run.name, undisturbed.id as model from run
                    join run as undisturbed on undisturbed.name = split_part(run.name, '/', 1)
                    where run.status = 'succeeded'),
                made as (select pair.name, what, value from pair join result on run_id = id),
                model as (select pair.name, what, value from pair join result on run_id = model)
                select coalesce(made.name, model.name) || ' ' || coalesce(made.what, model.what) || ': '
                    || coalesce(made.value, 'none') || ', undisturbed ' || coalesce(model.value, 'none')
                from made full join model using (name, what) where made.value is distinct from model.value""");

    private final String title;
    private final String query;

    /** The query returns a line for each fault. */
    Check(String title, String query) {
        this.title = title;
        this.query = query;
    }

    /** Whether the writer is the process of that worker, which is called machine/process/slot. */
    private static String byHolder(String worker) {
        return """
                exists (select from witness.silence process
                    where process.writer = note.writer and process.pid = split_part(%s, '/', 2))""".formatted(worker);
    }

    String title() {
        return title;
    }

    /** The faults that there are. */
    List<String> faults(Connection connection) throws SQLException {
        return lines(connection, query);
    }

    /** The one value that a query has. */
    static String value(Connection connection, String query) throws SQLException {
        return lines(connection, query).get(0);
    }

    static List<String> lines(Connection connection, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
