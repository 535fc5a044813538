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

    @Query("select r.version as version, r.epochVersion as epochVersion from Run r where r.id = :id")
    Optional<Versions> versions(UUID id);

    /** The run, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Run r where r.id = :id")
    Optional<Run> lock(UUID id);

    /** The run, locked, if that lease is still the one it is held with. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Run r where r.id = :id and r.lease.token = :token")
    Optional<Run> lockLeased(UUID id, long token);

    /**
     * The next run to train, locked; one that another claim has locked is passed over. The highest priority first,
     * within it the owner with the fewest runs at work, then the oldest.
     *
     * <p>Of a long queue it reads only the owners, hopping from one to the next in the index, and the first sixteen
     * runs of each: more than that are hardly ever locked at once.
     */
    @Query(nativeQuery = true, value = """
            with recursive waiting (owner) as (
                (select owner from run where status = 'queued' order by owner limit 1)
                union all
                select (select run.owner from run where status = 'queued' and run.owner > waiting.owner
                        order by run.owner limit 1)
                from waiting where waiting.owner is not null),
            at_work as (select owner, count(*) as runs from run where lease_token is not null group by owner)
            select run.* from waiting
            left join at_work on at_work.owner = waiting.owner
            cross join lateral (
                select id from run where status = 'queued' and run.owner = waiting.owner
                order by priority desc, id limit 16) as first
            join run on run.id = first.id and run.status = 'queued'
            order by run.priority desc, coalesce(at_work.runs, 0), run.id
            limit 1
            for update of run skip locked""")
    Optional<Run> lockNextQueued();

    /** Some runs whose lease is over, locked. */
    @Query(nativeQuery = true, value = """
            select * from run where lease_token is not null and lease_expires_at < :now
            order by lease_expires_at
            limit 100
            for update skip locked""")
    List<Run> lockExpired(Instant now);

    @Query(nativeQuery = true, value = "select nextval('lease_token')")
    long nextLeaseToken();

    @Query("select r.status as status, count(*) as runs from Run r group by r.status")
    List<StatusCount> countByStatus();

    /** See {@link Run#version()} and {@link Run#epochVersion()}. */
    interface Versions {
        long getVersion();

        long getEpochVersion();
    }

    /** How many runs have a status. */
    interface StatusCount {
        RunStatus getStatus();

        long getRuns();
    }
}
