-- Runs, and all that their training leaves behind. The constraints repeat what the code sees to: whoever writes here,
-- by code or by hand, cannot make a run that no worker and no reader would understand.

-- Every claim takes a number from here. It only grows, so an old holder of a run can never be taken for the new one.
create sequence lease_token;

create table run (
    id                  uuid primary key, -- version 7: sorted by creation, which is what lists are paged by
    name                text,
    owner               text not null,
    priority            integer not null check (priority between -100 and 100),
    tags                varchar[] not null, -- not text: Hibernate compares it with varchar[]
    -- Copies of what the specification says, for filters and for the labels of metrics.
    model               text not null,
    activation          text not null,
    dataset             text not null,
    epochs              integer not null check (epochs >= 1),
    spec                jsonb not null,

    status              text not null
                        check (status in ('queued', 'running', 'cancelling', 'succeeded', 'failed', 'cancelled')),
    reason              text check (reason in ('diverged', 'out_of_memory', 'dataset_unavailable', 'timed_out',
                                               'crashed_too_often', 'error')),
    detail              text,

    attempt             integer not null check (attempt >= 0),
    -- Attempts since the last committed epoch. Not the fence of a lease: it goes back to zero.
    fruitless_attempts  integer not null check (fruitless_attempts between 0 and attempt),
    worker              text,
    lease_token         bigint unique,
    lease_expires_at    timestamptz,

    epoch               integer not null check (epoch between 0 and epochs), -- the last that was committed
    best_epoch          integer check (best_epoch between 1 and epoch),
    step                integer check (step between 1 and steps_per_epoch), -- of the epoch after that
    steps_per_epoch     integer,
    images_per_second   double precision check (images_per_second >= 0),
    environment         jsonb,

    created_at          timestamptz not null,
    queued_at           timestamptz not null,
    started_at          timestamptz,
    cancel_requested_at timestamptz,
    ended_at            timestamptz,

    constraint leased_while_a_worker_has_it check (
        (status in ('running', 'cancelling')) = (worker is not null)
        and (worker is null) = (lease_token is null)
        and (worker is null) = (lease_expires_at is null)),
    constraint started_before_a_worker_has_it check (worker is null or started_at is not null),
    constraint ended_has_a_time check ((status in ('succeeded', 'failed', 'cancelled')) = (ended_at is not null)),
    constraint failed_has_a_reason check ((status = 'failed') = (reason is not null)),
    constraint cancelled_was_requested check (
        status not in ('cancelling', 'cancelled') or cancel_requested_at is not null),
    constraint asked_to_stop_does_not_go_on check (
        cancel_requested_at is null or status not in ('queued', 'running')),
    constraint succeeded_made_all_epochs check (status <> 'succeeded' or epoch = epochs),
    constraint best_epoch_once_there_is_one check ((epoch = 0) = (best_epoch is null)),
    constraint step_progress_is_whole check (
        (step is null) = (steps_per_epoch is null) and (step is null) = (images_per_second is null))
);

-- A claim reads each owner's part of the queue in this order, and counts what the owner already has at work.
create index run_queue on run (owner, priority desc, id) where status = 'queued';
create index run_leased on run (lease_expires_at) include (owner) where lease_token is not null;
-- The gauge of runs by status is an index-only scan.
create index run_by_status on run (status, id desc);
create index run_by_model on run (model, id desc);
create index run_by_activation on run (activation, id desc);
create index run_by_dataset on run (dataset, id desc);
create index run_by_owner on run (owner, id desc);
create index run_by_tag on run using gin (tags);

create table run_epoch (
    run_id                uuid not null references run on delete cascade,
    epoch                 integer not null check (epoch >= 1),
    -- Below infinity also means not NaN, which PostgreSQL sorts above everything.
    train_loss            double precision not null check (train_loss < 'infinity'),
    train_accuracy        double precision not null check (train_accuracy between 0 and 1),
    validation_loss       double precision not null check (validation_loss < 'infinity'),
    validation_accuracy   double precision not null check (validation_accuracy between 0 and 1),
    learning_rate         double precision not null check (learning_rate >= 0 and learning_rate < 'infinity'),
    images_per_second     double precision not null check (images_per_second >= 0),
    duration_seconds      double precision not null check (duration_seconds >= 0),
    activation_parameters jsonb not null,
    finished_at           timestamptz not null,
    primary key (run_id, epoch)
);

create table test_score (
    run_id           uuid not null references run on delete cascade,
    checkpoint       text not null check (checkpoint in ('best', 'last')),
    epoch            integer not null check (epoch >= 1),
    loss             double precision not null,
    accuracy         double precision not null check (accuracy between 0 and 1),
    macro_precision  double precision not null check (macro_precision between 0 and 1),
    macro_recall     double precision not null check (macro_recall between 0 and 1),
    macro_f1         double precision not null check (macro_f1 between 0 and 1),
    confusion        jsonb not null,
    primary key (run_id, checkpoint)
);

create table checkpoint (
    run_id          uuid not null,
    epoch           integer not null,
    validation_loss double precision not null,
    latest          boolean not null,
    best            boolean not null,
    sha256          bytea not null check (length(sha256) = 32),
    content         bytea not null,
    primary key (run_id, epoch),
    -- There is no state of an epoch that was not committed.
    foreign key (run_id, epoch) references run_epoch on delete cascade,
    constraint kept_for_a_reason check (latest or best)
);
-- Weights are noise to a compressor: trying costs time and saves nothing.
alter table checkpoint alter column content set storage external;
create unique index checkpoint_latest on checkpoint (run_id) where latest;
create unique index checkpoint_best on checkpoint (run_id) where best;

-- Every transition of a run, and every epoch, in the transaction that made it: the audit.
create table run_event (
    sequence    bigint generated always as identity primary key,
    run_id      uuid not null references run on delete cascade,
    at          timestamptz not null,
    type        text not null,
    from_status text,
    to_status   text not null,
    reason      text,
    attempt     integer not null,
    worker      text,
    epoch       integer not null
);
create index run_event_of_run on run_event (run_id, sequence);
