-- Each lease writes its own file: a maker that lost its lease, and does not know yet, cannot replace that of the next. Without
-- a key it is 'datasets/' and the id, as those have it that were made before.
alter table dataset_version add column file_key text;

-- A part that comes again has a file of its own, so that one that is sent wrongly or late damages nothing; without a name it is the number.
alter table dataset_upload_part add column file text;

-- What is to be deleted from the store, by how its keys begin: noted in the transaction that makes it needless, whatever
-- deletes the row, and kept until it is done.
create table store_waste (
    prefix text primary key,
    since  timestamptz not null default clock_timestamp()
);

create function waste_files() returns trigger language plpgsql as $$
begin
    insert into store_waste (prefix) values (tg_argv[0] || old.id)
    on conflict (prefix) do update set since = excluded.since;
    return null;
end $$;

create trigger waste_files after delete on dataset_version for each row execute function waste_files('datasets/');
create trigger waste_files after delete on dataset_upload for each row execute function waste_files('uploads/');
