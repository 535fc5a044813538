package dev.trainyard.bench;

/** The statements of {@link StoredRuns}. */
final class StoredRunsSql {
    /** Copies of the runs that wait, as if they had been trained; one of twenty failed, one was cancelled at its end. */
    static final String RUNS = """
            insert into run (id, name, owner, priority, tags, model, activation, dataset, epochs, spec, status, reason,
                             attempt, fruitless_attempts, epoch, best_epoch, environment, created_at, queued_at,
                             started_at, claimed_at, cancel_requested_at, ended_at)
            select uuidv7(stored.at - now()), 'stored ' || n, 'owner-' || n % :owners, 0,
                   array['sweep-' || n / 100, 'stored'], model, activation, dataset, epochs,
                   jsonb_set(spec, '{seed}', to_jsonb(n)), stored.status,
                   case stored.status when 'failed' then 'diverged' end, 1, 0, epochs, 1 + n % epochs,
                   jsonb_build_object('device', 'cpu: AMD EPYC', 'threads', 1, 'versions',
                                      jsonb_build_object('java', 'OpenJDK 64-Bit Server VM 17', 'nd4j', '1.0.0-M2.1')),
                   stored.at, stored.at, stored.at + interval '1 second', stored.at + interval '1 second',
                   case stored.status when 'cancelled' then stored.at + interval '1 hour' end,
                   stored.at + interval '1 hour'
            from generate_series(1, :runs) as n
            cross join lateral (
                select now() - make_interval(mins => :runs + 60 - n) as at,
                       case n % 20 when 0 then 'failed' when 1 then 'cancelled' else 'succeeded' end as status) as stored
            join (select row_number() over (order by id) - 1 as number, count(*) over () as templates, model, activation,
                         dataset, epochs, spec
                  from run where status = 'queued') as template on template.number = n % template.templates
            order by n
            """;

    static final String EPOCHS = """
            insert into run_epoch (run_id, epoch, train_loss, train_accuracy, validation_loss, validation_accuracy,
                                   learning_rate, images_per_second, duration_seconds, activation_parameters, finished_at)
            select id, e, loss, 1 - loss / 3, loss + 0.1 * random(), 1 - loss / 3 - 0.05 * random(), 0.1,
                   800 + 100 * random(), 40 - random(), learnt, started_at + e * interval '40 seconds'
            from run
            cross join lateral generate_series(1, epoch) as e
            cross join lateral (select 0.05 + 2.2 * exp(-e / 20.0::float8) + 0.02 * random() as loss) as measured
            cross join lateral (
                select coalesce(jsonb_object_agg(
                           key, jsonb_build_array(jsonb_build_array(value::float8 + random() * e / 90))), '{}') as learnt
                from jsonb_each_text(spec #> '{activation,initial}')) as parameters
            where ended_at is not null""";

    static final String EVENTS = """
            insert into run_event (run_id, at, type, from_status, to_status, reason, attempt, worker, epoch, told_at)
            select id, happened.at, happened.type, happened.from_status, happened.to_status,
                   case happened.type when 'ended' then reason end, 1, 'worker-of-old', happened.epoch, ended_at
            from run
            cross join lateral (
                select 0 as number, created_at as at, 'created' as type, null as from_status, 'queued' as to_status,
                       0 as epoch
                union all select 0, started_at, 'claimed', 'queued', 'running', 0
                union all select e, started_at + e * interval '40 seconds', 'epoch', 'running', 'running', e
                          from generate_series(1, run.epoch) as e
                union all select run.epoch + 1, ended_at, 'ended', 'running', status, run.epoch) as happened
            where ended_at is not null
            order by id, happened.number, happened.at""";

    static final String SCORES = """
            insert into test_score (run_id, checkpoint, epoch, loss, accuracy, macro_precision, macro_recall, macro_f1,
                                    confusion)
            select id, checkpoint, case checkpoint when 'best' then best_epoch else epoch end, 0.4, 0.9, 0.9, 0.9, 0.9,
                   (select jsonb_agg(line) from (
                       select (select jsonb_agg(case when i = j then 900 else 11 end) from generate_series(1, 10) as j)
                              as line
                       from generate_series(1, 10) as i) as lines)
            from run cross join (values ('best'), ('last')) as kept (checkpoint)
            where status = 'succeeded'""";

    private StoredRunsSql() {}
}
