-- What clients that poll, retry, listen and are called back rely on.

-- Every change of a run counts, whoever makes it and however: ETags are made of these. epoch_version is the version in
-- which the epochs changed last, so that heartbeats do not have them sent again.
alter table run
    add column version bigint not null default 1 check (version >= 1),
    add column epoch_version bigint not null default 1 check (epoch_version between 1 and version);

create function count_run_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    if new.epoch is distinct from old.epoch then
        new.epoch_version := new.version;
    end if;
    return new;
end
$$;
create trigger count_run_version before update on run for each row execute function count_run_version();

-- The first answer to a request with an Idempotency-Key, stored in the transaction that it tells of.
create table idempotency_key (
    owner        text not null,
    key          text not null check (length(key) between 1 and 255),
    request_hash bytea not null check (length(request_hash) = 32),
    status       integer not null check (status between 200 and 299),
    location     text,
    body         text not null,
    expires_at   timestamptz not null,
    primary key (owner, key)
);
create index idempotency_key_expiry on idempotency_key (expires_at);

-- Processes in which somebody listens to runs. NOTIFY makes commits wait for one another, so that nobody is notified
-- while nobody listens. Lost in a crash without harm: a process puts its row there again, and polls meanwhile.
create unlogged table event_listener (
    process uuid primary key,
    until   timestamptz not null
);

create function notify_event_listeners() returns trigger language plpgsql as $$
begin
    if exists (select from event_listener where until > now()) then
        perform pg_notify('run_event', '');
    end if;
    return null;
end
$$;
create trigger notify_event_listeners after insert on run_event
    for each statement execute function notify_event_listeners();

-- The outbox of webhooks: ends of runs that no delivery was made of. A mark on each row, not a number that was read up
-- to: numbers are committed out of order.
alter table run_event add column told_at timestamptz;
update run_event set told_at = now() where type = 'ended';
create index run_event_untold on run_event (sequence) where type = 'ended' and told_at is null;

create table webhook (
    id             uuid primary key,
    owner          text not null,
    url            text not null check (length(url) <= 2000),
    events         varchar[] not null check (
                       cardinality(events) >= 1
                       and events <@ array['run.succeeded', 'run.failed', 'run.cancelled']::varchar[]),
    secret         text not null check (secret like 'whsec\_%'),
    enabled        boolean not null,
    reserved_until timestamptz not null, -- a process delivers to it; one delivery at a time
    created_at     timestamptz not null
);
create index webhook_by_owner on webhook (owner, id);

create table webhook_delivery (
    id              uuid primary key, -- of every attempt: receivers tell repetitions by it
    webhook_id      uuid not null references webhook on delete cascade,
    event_sequence  bigint not null,
    event           text not null check (event in ('run.succeeded', 'run.failed', 'run.cancelled')),
    run_id          uuid not null, -- which may have been deleted since
    body            text not null, -- byte for byte what is signed
    status          text not null check (status in ('pending', 'delivered', 'failed')),
    attempts        integer not null check (attempts >= 0),
    next_attempt_at timestamptz,
    response_status integer check (response_status between 100 and 999),
    error           text,
    created_at      timestamptz not null,
    attempted_at    timestamptz,
    settled_at      timestamptz,
    constraint once_for_each_end unique (webhook_id, event_sequence),
    constraint pending_has_a_next_attempt check ((status = 'pending') = (next_attempt_at is not null)),
    constraint settled_has_a_time check ((status = 'pending') = (settled_at is null)),
    constraint delivered_was_attempted check (status <> 'delivered' or attempts >= 1)
);
create index webhook_delivery_due on webhook_delivery (webhook_id, next_attempt_at) where status = 'pending';
create index webhook_delivery_of_webhook on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_settled on webhook_delivery (settled_at) where settled_at is not null;
