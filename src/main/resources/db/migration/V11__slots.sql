-- The slots of workers, as these tell every few seconds: for people to look at. Nothing else rests on it; whose a run is
-- stands in its lease alone.
create table worker_slot (
    name    text primary key, -- the worker that a lease names
    device  text not null,
    seen_at timestamptz not null
);
create index run_by_worker on run (worker) where worker is not null;
