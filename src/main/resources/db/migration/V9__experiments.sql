-- Grids of runs. The runs are ordinary ones: deleting one leaves a hole in its experiment's tables, and no more.

create table experiment (
    id         uuid primary key, -- version 7: sorted by creation, which is what lists are paged by
    name       text,
    owner      text not null,
    -- JSON as it was written, and not jsonb, which sorts the fields: their order is that of the combinations.
    grid       text not null,
    run        text not null,
    created_at timestamptz not null
);
create index experiment_by_owner on experiment (owner, id desc);

-- The number of a run says which values of the grid it has.
create table experiment_run (
    experiment_id uuid not null references experiment on delete cascade,
    number        integer not null check (number >= 0),
    run_id        uuid not null unique references run on delete cascade,
    primary key (experiment_id, number)
);
