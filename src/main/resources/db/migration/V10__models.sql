-- Networks that somebody brought, as files, and what they do on the test images of a data set.

create table imported_model (
    id            uuid primary key, -- version 7: sorted by creation, which is what lists are paged by
    name          text,
    owner         text not null,
    model         text not null,
    activation    jsonb not null,
    shortcut      text not null check (shortcut in ('A', 'B')),
    parameters    bigint not null check (parameters >= 1),
    dataset       text not null,
    normalization jsonb not null,
    test_images   integer not null check (test_images >= 1),
    test_accuracy double precision not null check (test_accuracy between 0 and 1),
    -- Below infinity also means not NaN, which PostgreSQL sorts above everything.
    test_loss     double precision not null check (test_loss < 'infinity'),
    sha256        bytea not null check (length(sha256) = 32),
    bytes         integer not null check (bytes >= 1),
    created_at    timestamptz not null,
    -- A file that is sent again is the model that it was.
    constraint one_of_each_file unique (owner, dataset, sha256)
);
create index imported_model_by_owner on imported_model (owner, id desc);

-- Not in imported_model, which is read by everybody who asks for one: megabytes that nobody changes.
create table imported_model_file (
    model_id uuid primary key references imported_model on delete cascade,
    content  bytea not null
);
-- Weights are noise to a compressor: trying costs time and saves nothing.
alter table imported_model_file alter column content set storage external;

-- More is allowed than before: what is there need not be looked at again, however much it is.
alter table audit_event
    drop constraint audit_event_action_check,
    add constraint audit_event_action_check check (action ~ '^(token|run|model)\.[a-z_]+$') not valid;
