-- Runs that pause, that may take only so long, that stop early, and that are extended.

alter table run
    add column stopped_early boolean not null default false,
    add column max_runtime_seconds integer check (max_runtime_seconds between 1 and 2592000), -- 30 days
    -- How long workers have held it since it was submitted or extended, up to lease_renewed_at.
    add column runtime_seconds double precision not null default 0
        check (runtime_seconds >= 0 and runtime_seconds < 'infinity'),
    add column lease_renewed_at timestamptz,
    add column pause_requested_at timestamptz;

-- Of a worker that was at work when this came, what it did before is not known.
update run set lease_renewed_at = least(now(), lease_expires_at) where lease_token is not null;

-- The length of a cosine is its own, so that a run can be extended without bending it.
update run set spec = jsonb_set(spec, '{schedule,epochs}', to_jsonb(epochs))
where spec #>> '{schedule,type}' = 'cosine';

alter table run
    drop constraint run_status_check,
    add constraint run_status_check check (
        status in ('queued', 'running', 'pausing', 'paused', 'cancelling', 'succeeded', 'failed', 'cancelled')),

    drop constraint leased_while_a_worker_has_it,
    add constraint leased_while_a_worker_has_it check (
        (status in ('running', 'pausing', 'cancelling')) = (worker is not null)
        and (worker is null) = (lease_token is null)
        and (worker is null) = (lease_renewed_at is null)
        and (worker is null) = (lease_expires_at is null)),

    add constraint paused_was_requested check (
        status not in ('pausing', 'paused') or pause_requested_at is not null),
    drop constraint asked_to_stop_does_not_go_on,
    add constraint asked_to_stop_does_not_go_on check (
        (cancel_requested_at is null or status in ('cancelling', 'succeeded', 'failed', 'cancelled'))
        and (pause_requested_at is null or status not in ('queued', 'running'))),

    drop constraint succeeded_made_all_epochs,
    add constraint succeeded_made_all_epochs check (status <> 'succeeded' or epoch = epochs or stopped_early),
    -- "is not distinct from": a check that comes out as null would let everything pass.
    add constraint stopped_early_as_specified check (
        not stopped_early
        or (status = 'succeeded' and epoch < epochs
            and jsonb_typeof(spec -> 'early_stopping') is not distinct from 'object')),

    add constraint timed_out_had_a_limit check (reason is distinct from 'timed_out' or max_runtime_seconds is not null);
