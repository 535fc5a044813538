package dev.trainyard.registry;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DatasetVersionRepository extends Repository<DatasetVersion, UUID> {
    DatasetVersion saveAndFlush(DatasetVersion version);

    Optional<DatasetVersion> findById(UUID id);

    @Query("select v from DatasetVersion v join fetch v.dataset d where d.name = :name and v.number = :number")
    Optional<DatasetVersion> find(String name, int number);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select v from DatasetVersion v where v.dataset.name = :name and v.number = :number")
    Optional<DatasetVersion> lock(String name, int number);

    /**
     * The version if it is there; it stays until the transaction ends, while others may ask for it, too. Who deletes one
     * locks it with {@link #lock} before it looks for those who need it, which waits for these: a key share would not do.
     */
    @Query(value = """
                    select v.id from dataset_version v join dataset d on d.id = v.dataset_id
                    where d.name = :name and v.number = :number and v.status = 'READY' for share of v""", nativeQuery = true)
    Optional<UUID> hold(String name, int number);

    @Query("select v from DatasetVersion v join fetch v.dataset d where d.name = :name and v.status = READY"
            + " order by v.number desc")
    List<DatasetVersion> ready(String name, Limit limit);

    /** The last one that is ready of each data set, in the order of their names. */
    @Query("select v from DatasetVersion v join fetch v.dataset d where v.status = READY and v.number ="
            + " (select max(w.number) from DatasetVersion w where w.dataset = d and w.status = READY) order by d.name")
    List<DatasetVersion> latest();

    boolean existsByDataset(RegisteredDataset dataset);

    @Query("select v from DatasetVersion v join fetch v.dataset d where d.name = :name and v.number < :before"
            + " order by v.number desc")
    List<DatasetVersion> page(String name, int before, Limit limit);

    /** Of each status that there is, and how many have it: not as an interface, whose proxy may not see what is of this package. */
    @Query("select v.status, count(*) from DatasetVersion v group by v.status")
    List<Object[]> countByStatus();

    /** When the one was asked for that waits longest, for its first maker or for another; null if none waits. */
    @Query("select min(v.createdAt) from DatasetVersion v"
            + " where v.status = QUEUED or (v.status = BUILDING and v.leaseUntil < :now)")
    @Nullable
    Instant longestWaiting(Instant now);

    @Query("select count(*) from DatasetVersion v where v.status = BUILDING and v.leaseUntil >= :now")
    long countBeingMade(Instant now);

    @Query("select coalesce(sum(v.bytes), 0) from DatasetVersion v")
    long bytes();

    /** The next one that nobody makes, or whose maker was silent for too long. */
    @Query(value = """
                    select * from dataset_version
                    where status = 'QUEUED' or (status = 'BUILDING' and lease_until < :now)
                    order by id limit 1 for no key update skip locked""", nativeQuery = true)
    Optional<DatasetVersion> lockNext(Instant now);

    @Query(
            value = "select * from dataset_version where id = :id and lease_token = :token for no key update",
            nativeQuery = true)
    Optional<DatasetVersion> lockLeased(UUID id, long token);

    boolean existsByIdAndLeaseToken(UUID id, long leaseToken);

    @Query(value = "select nextval('dataset_lease_token')", nativeQuery = true)
    long nextLeaseToken();

    void delete(DatasetVersion version);
}
