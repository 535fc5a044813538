-- A database that was restored from a backup would give numbers again that it gave after the backup was made: those of
-- leases, which workers of before still hold, and those of events, from which clients of before go on. Whoever restores
-- one calls this before anybody else is let in. Every lease is over then, and its worker finds its run no more.
create function trainyard_restored() returns bigint language plpgsql as $$
declare
    far constant bigint := 1000000000; -- more than there can have been since
    leases bigint;
begin
    perform setval('lease_token', nextval('lease_token') + far);
    perform setval(events, nextval(events) + far)
        from (select pg_get_serial_sequence('run_event', 'sequence')::regclass as events) as named;
    update run set lease_token = nextval('lease_token'), lease_expires_at = lease_renewed_at - interval '1 second'
        where lease_token is not null;
    get diagnostics leases = row_count;
    return leases;
end
$$;
