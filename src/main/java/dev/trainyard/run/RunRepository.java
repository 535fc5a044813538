package dev.trainyard.run;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RunRepository extends Repository<Run, UUID>, JpaSpecificationExecutor<Run> {
    Run save(Run run);

    Optional<Run> findById(UUID id);

    List<Run> findByIdIn(Collection<UUID> ids);

    /** The run, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Run r where r.id = :id")
    Optional<Run> lock(UUID id);

    /** The run, locked, if that lease is still the one it is held with. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Run r where r.id = :id and r.lease.token = :token")
    Optional<Run> lockLeased(UUID id, long token);

    /**
     * The next run to train, locked; one that another claim has locked is passed over, and so are owners that have as
     * many runs at work as they may. Runs of the same owner and priority wait in one line, the oldest first. A line's rank
     * is its priority, and one more for each period that it has waited without a turn. The line of the highest rank comes
     * first, among these that of the owner with the fewest runs at work, then the line that waits longest for a turn, then
     * that with the oldest run.
     *
     * <p>Of a long queue it reads the heads of the lines alone, hopping from one to the next in the index, and of ended
     * runs one entry of an index for each line. Lines are asked for a run one by one in their order, until one has a run
     * that nobody has locked.
     *
     * @param seconds of waiting that are worth as much as one more priority
     * @param running an owner's runs at work with which it may have no more
     * @param devices that the worker has; runs that want more are passed over
     */
    @Query(nativeQuery = true, value = NEXT_QUEUED)
    Optional<Run> lockNextQueued(Instant now, long seconds, long running, int devices);

    /** Whether any run waits, claimable or not. */
    @Query(nativeQuery = true, value = "select exists (select from run where status = 'queued')")
    boolean anyQueued();

    String NEXT_QUEUED = """
            with recursive line (owner, priority, head, queued_at) as (
                (select owner, priority, id, queued_at from run where status = 'queued'
                    order by owner, priority, id limit 1)
                union all
                select following.* from line cross join lateral (
                    select run.owner, run.priority, run.id, run.queued_at from run
                    where status = 'queued' and (run.owner, run.priority) > (line.owner, line.priority)
                    order by run.owner, run.priority, run.id limit 1) as following),
            at_work as (select owner, count(*) as runs from run where lease_token is not null group by owner),
            ranked as materialized (
                select line.owner, line.priority from line
                left join at_work on at_work.owner = line.owner
                cross join lateral (
                    select max(claimed_at) as at from run
                    where run.owner = line.owner and run.priority = line.priority and claimed_at is not null) as turn
                cross join lateral (
                    select extract(epoch from cast(:now as timestamptz) - greatest(line.queued_at, turn.at)) as seconds
                    ) as waited
                where coalesce(at_work.runs, 0) < :running
                order by line.priority + floor(greatest(waited.seconds, 0) / cast(:seconds as bigint)) desc,
                    coalesce(at_work.runs, 0), turn.at nulls first, line.head)
            select next.* from ranked cross join lateral (
                select * from run
                where status = 'queued' and run.owner = ranked.owner and run.priority = ranked.priority
                    and coalesce(cast(spec ->> 'devices' as integer), 1) <= :devices
                order by id limit 1 for update skip locked) as next
            limit 1""";

    /** Some runs whose lease is over, locked. */
    @Query(nativeQuery = true, value = """
            select * from run where lease_token is not null and lease_expires_at < :now
            order by lease_expires_at
            limit 100
            for update skip locked""")
    List<Run> lockExpired(Instant now);

    @Query("select count(r) from Run r where r.lease.expiresAt < :now")
    long countExpired(Instant now);

    /** Whether that was the token of the last lease of the run which its own holder ended. */
    boolean existsByIdAndSettledToken(UUID id, long settledToken);

    @Query(nativeQuery = true, value = "select nextval('lease_token')")
    long nextLeaseToken();

    @Query("select r.status as status, count(*) as runs from Run r group by r.status")
    List<StatusCount> countByStatus();

    @Query("select r.status as status, count(*) as runs from Run r where r.owner = :owner group by r.status")
    List<StatusCount> countByStatusOf(String owner);

    /** What the queue and the workers look like; one row. */
    @Query(nativeQuery = true, value = """
            select waiting.seconds as queue_age, working.age as epoch_age, working.ratio as epoch_age_ratio,
                pg_database_size(current_database()) as database_bytes
            from (select coalesce(max(extract(epoch from :now - queued_at)), 0)::float8 as seconds
                from run where status = 'queued') as waiting
            cross join (
                select coalesce(max(age), 0)::float8 as age, coalesce(max(age / nullif(longest, 0)), 0)::float8 as ratio
                from run cross join lateral (
                    select extract(epoch from :now - greatest(claimed_at, max(finished_at))) as age,
                        max(duration_seconds) as longest
                    from run_epoch where run_id = run.id) as epochs
                where lease_token is not null) as working""")
    Figures figures(Instant now);

    /** How many runs have a status. */
    interface StatusCount {
        RunStatus getStatus();

        long getRuns();
    }

    /** See {@link #figures}; times in seconds. */
    interface Figures {
        /** How long the run waits that waits longest; 0 if none does. */
        double getQueueAge();

        /** Of the runs at work: the longest time since a claim or an epoch; 0 if there are none. */
        double getEpochAge();

        /** The same, as a multiple of the run's longest epoch so far; 0 for runs without one. */
        double getEpochAgeRatio();

        double getDatabaseBytes();
    }
}
