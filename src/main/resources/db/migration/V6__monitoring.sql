-- What a run's workers logged, and the trace that its submission belongs to.

-- One row for each run that has a log: locked by who adds lines, so that they are numbered without gaps in the order in
-- which they are committed, and a reader who has the first n asks for what is after n. Not in run, whose version every
-- line would change.
create table run_log (
    run_id uuid primary key references run on delete cascade,
    lines  integer not null check (lines >= 0)
);

create table run_log_line (
    run_id  uuid not null references run_log on delete cascade,
    line    integer not null check (line >= 1),
    attempt integer not null check (attempt >= 1),
    -- Grows within an attempt, which one process makes: a batch that is written again after an answer that was lost is
    -- known by it.
    number  bigint not null,
    at      timestamptz not null,
    level   text not null check (level in ('INFO', 'WARN', 'ERROR')),
    message text not null check (length(message) <= 2000),
    primary key (run_id, line)
);
create index run_log_line_of_attempt on run_log_line (run_id, attempt, number);

-- W3C Trace Context: the request that submitted the run, for the spans of its workers.
alter table run add column traceparent text check (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
