-- Pictures of the web that a version is to have, and what became of each: also the provenance of those that it has.

create table expansion_source (
    version_id uuid not null references dataset_version on delete cascade,
    number     integer not null,
    kind       text not null check (kind in ('PAGE', 'SITEMAP')),
    url        text not null,
    label      text not null,
    detail     text, -- why nothing was found
    done       boolean not null default false,
    primary key (version_id, number)
);

create table expansion_image (
    version_id    uuid not null references dataset_version on delete cascade,
    number        integer not null check (number >= 1), -- in the order of the list, in which is decided
    url           text not null,
    label         text not null,
    part          text not null check (part in ('TRAIN', 'TEST')),
    licence       text,
    fetch_fate    text, -- why there are no pixels
    fate          text, -- what became of it in the end
    detail        text,
    final_url     text,
    fetched_at    timestamptz,
    media_type    text,
    bytes         integer,
    width         integer,
    height        integer,
    file_sha256   text,
    pixels_sha256 text,
    pixels        bytea, -- until the version is ready
    primary key (version_id, number),
    constraint pixels_or_a_reason check (pixels is null or fetch_fate is null)
);
create index expansion_image_to_fetch on expansion_image (version_id, number) where fetched_at is null;
create index expansion_image_by_url on expansion_image (url, version_id);
-- Pixels are noise to a compressor.
alter table expansion_image alter column pixels set storage external;

create table dataset_strike (
    id         bigint generated always as identity primary key,
    dataset_id uuid not null references dataset on delete cascade,
    url        text,
    sha256     text check (sha256 ~ '^[0-9a-f]{64}$'),
    reason     text,
    created_at timestamptz not null,
    constraint by_url_or_hash check ((url is null) <> (sha256 is null))
);
create index dataset_strike_by_dataset on dataset_strike (dataset_id, id desc);
