-- The queue: who waits longest for a turn, wake-ups, writes that may be repeated, and checkpoints to fall back to.

alter table run
    add column claimed_at    timestamptz, -- the last time
    add column settled_token bigint;      -- of the last lease that its own holder ended, and did not lose
update run set claimed_at = started_at;
alter table run
    add constraint claimed_once_started check ((claimed_at is null) = (started_at is null)),
    add constraint settled_after_a_claim check (settled_token is null or claimed_at is not null);

-- A claim hops from one (owner, priority) to the next, takes the oldest of each, and asks when it last had a turn.
drop index run_queue;
create index run_queue on run (owner, priority, id) where status = 'queued';
create index run_claimed on run (owner, priority, claimed_at) where claimed_at is not null;

-- Here and not in code, so that whoever queues or stops a run, by code or by hand, wakes the workers: at its commit.
create function announce_run() returns trigger language plpgsql as $$
begin
    if new.status = 'queued' then
        perform pg_notify('trainyard_queued', '');
    else
        perform pg_notify('trainyard_stop', new.id::text);
    end if;
    return null;
end $$;
create trigger run_is_announced after insert or update of status on run
    for each row when (new.status = 'queued' or (new.lease_token is not null and new.status <> 'running'))
    execute function announce_run();

-- The latest and the best checkpoint as they were an epoch before: where a run goes on if one of today's is damaged.
alter table checkpoint add column fallback boolean not null default false;
alter table checkpoint drop constraint kept_for_a_reason;
alter table checkpoint add constraint kept_for_a_reason check (latest or best or fallback);
