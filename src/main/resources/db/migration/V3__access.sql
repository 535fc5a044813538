-- Who may call, what they did, and what they may still ask for.

create table access_token (
    id           uuid primary key, -- version 7: sorted by creation, which is what lists are paged by
    name         text not null check (length(name) between 1 and 100),
    owner        text not null check (length(owner) between 1 and 200),
    role         text not null check (role in ('viewer', 'submitter', 'admin')),
    prefix       text not null check (length(prefix) between 1 and 11), -- to tell tokens apart; the rest is nowhere
    sha256       bytea not null unique check (length(sha256) = 32),
    created_at   timestamptz not null,
    last_used_at timestamptz,
    expires_at   timestamptz check (expires_at > created_at),
    revoked_at   timestamptz check (revoked_at >= created_at)
);

-- Who asked for a transition: null if it is a worker's own doing.
alter table run_event add column actor text;

-- What people did to runs and tokens. It outlives both.
create table audit_event (
    sequence bigint generated always as identity primary key,
    at       timestamptz not null,
    actor    text not null check (actor <> ''),
    action   text not null check (action ~ '^(token|run)\.[a-z_]+$'),
    subject  text not null,
    detail   text
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name;
end $$;
create trigger audit_event_never_changes before update or delete on audit_event
    for each row execute function refuse_change();

-- Here and not in code, so that no transition that is added later can be forgotten.
create function audit_run_event() returns trigger language plpgsql as $$
begin
    insert into audit_event (at, actor, action, subject)
    values (new.at, new.actor, 'run.' || new.type, 'run_' || replace(new.run_id::text, '-', ''));
    return null;
end $$;
create trigger run_event_is_audited after insert on run_event
    for each row when (new.actor is not null) execute function audit_run_event();

-- What submissions took of their owners' images a day. Not a column of the run: deleting a run gives nothing back.
create table quota_charge (
    sequence bigint generated always as identity primary key,
    owner    text not null,
    run_id   uuid not null,
    at       timestamptz not null,
    epochs   integer not null check (epochs >= 1),
    images   bigint not null check (images >= 1) -- of one epoch
);
create index quota_charge_of_owner on quota_charge (owner, at);
