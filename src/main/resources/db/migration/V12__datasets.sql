-- Data sets that people bring, in versions that never change. A version that is not ready yet is work with a lease.

create table dataset (
    id          uuid primary key, -- version 7: sorted by creation, which is what lists are paged by
    name        text not null unique check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    description text,
    owner       text not null,
    shared      boolean not null,
    last_number integer not null default 0, -- of a version: none is given twice
    created_at  timestamptz not null
);
create index dataset_by_owner on dataset (owner, id desc);

create sequence dataset_lease_token;

create table dataset_version (
    id               uuid primary key,
    dataset_id       uuid not null references dataset on delete cascade,
    number           integer not null check (number >= 1),
    origin           text not null check (origin in ('UPLOAD', 'EXPANSION')),
    base             text, -- what it was made from, such as cifar-10 or birds@2
    options          jsonb not null,
    status           text not null check (status in ('QUEUED', 'BUILDING', 'READY', 'FAILED', 'CANCELLED')),
    cancel_requested boolean not null default false,
    phase            text,
    done             bigint,
    total            bigint,
    reason           text,
    detail           text,
    attempt          integer not null default 0 check (attempt >= 0),
    lease_holder     text,
    lease_token      bigint,
    lease_until      timestamptz,
    created_at       timestamptz not null,
    ended_at         timestamptz,
    sha256           text check (sha256 ~ '^[0-9a-f]{64}$'), -- of the decoded pixels and labels
    file_sha256      text check (file_sha256 ~ '^[0-9a-f]{64}$'),
    bytes            bigint check (bytes >= 1),
    contents         jsonb, -- classes, size, counts, statistics
    report           jsonb, -- what became of the pictures that are not in it
    constraint one_of_each_number unique (dataset_id, number),
    constraint leased_while_it_is_built check (
        (status = 'BUILDING') = (lease_token is not null)
        and (lease_token is null) = (lease_holder is null) and (lease_token is null) = (lease_until is null)),
    constraint ended_at_its_end check ((status in ('READY', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
    constraint whole_once_it_is_ready check (
        (status = 'READY') = (sha256 is not null)
        and (sha256 is null) = (file_sha256 is null)
        and (sha256 is null) = (bytes is null)
        and (sha256 is null) = (contents is null)),
    constraint a_reason_of_a_failure check ((status = 'FAILED') = (reason is not null))
);
-- What waits or is built: few, however many versions there are.
create index dataset_version_at_work on dataset_version (id) where status in ('QUEUED', 'BUILDING');

-- An archive that comes in parts; what has come lies in the store.
create table dataset_upload (
    id         uuid primary key,
    dataset_id uuid not null references dataset on delete cascade,
    options    jsonb not null,
    created_at timestamptz not null,
    version_id uuid unique references dataset_version on delete cascade -- once it is complete
);

create table dataset_upload_part (
    upload_id uuid not null references dataset_upload on delete cascade,
    number    integer not null check (number between 1 and 10000),
    bytes     bigint not null check (bytes >= 1),
    sha256    text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    primary key (upload_id, number)
);

alter table audit_event
    drop constraint audit_event_action_check,
    add constraint audit_event_action_check check (action ~ '^(token|run|model|dataset)\.[a-z_]+$') not valid;
