-- What became of pages and sitemaps.
alter table expansion_source
    add column fate text, -- why there are no pictures, or not all
    add column found integer;

-- What was found at URLs, of versions that were deleted: others were made of them, and have their pictures. A strike finds them by this.
create table expansion_origin (
    url           text not null,
    file_sha256   text not null,
    pixels_sha256 text not null,
    primary key (url, pixels_sha256, file_sha256)
);
create index expansion_origin_by_file on expansion_origin (file_sha256);
create index expansion_image_by_file on expansion_image (file_sha256) where file_sha256 is not null;

-- Here and not in code: a version goes in many ways, with its data set for one.
create function keep_expansion_origins() returns trigger language plpgsql as $$
begin
    insert into expansion_origin (url, file_sha256, pixels_sha256)
    select url, file_sha256, pixels_sha256 from gone
    where file_sha256 is not null and pixels_sha256 is not null and octet_length(url) <= 2048 -- what an index takes
    order by url, pixels_sha256, file_sha256 -- in one order, so that no two deletions wait for each other
    on conflict do nothing;
    return null;
end $$;
create trigger expansion_origins_are_kept after delete on expansion_image
    referencing old table as gone for each statement execute function keep_expansion_origins();

-- Pixels of versions that are ready, which are to go: few.
create index expansion_image_with_pixels on expansion_image (version_id) where pixels is not null;
