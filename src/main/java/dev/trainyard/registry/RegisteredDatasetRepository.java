package dev.trainyard.registry;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RegisteredDatasetRepository extends Repository<RegisteredDataset, UUID> {
    RegisteredDataset saveAndFlush(RegisteredDataset dataset);

    Optional<RegisteredDataset> findByName(String name);

    /** Whoever adds a version waits here for others who do. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from RegisteredDataset d where d.name = :name")
    Optional<RegisteredDataset> lock(String name);

    /** Those of one owner and those that are shared, or all where the owner is null, newest first. */
    @Query("select d from RegisteredDataset d where (:owner is null or d.owner = :owner or d.shared) and d.id < :before"
            + " order by d.id desc")
    List<RegisteredDataset> page(@org.jspecify.annotations.Nullable String owner, UUID before, Limit limit);

    void delete(RegisteredDataset dataset);
}
