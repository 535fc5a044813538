package dev.trainyard.experiment;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ExperimentRepository extends Repository<Experiment, UUID> {
    Experiment saveAndFlush(Experiment experiment);

    Optional<Experiment> findById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Experiment e where e.id = :id")
    Optional<Experiment> lock(UUID id);

    /** Those of one owner, or of all where the owner is null, newest first. */
    @Query(
            "select e from Experiment e where (:owner is null or e.owner = :owner) and e.id < :before order by e.id desc")
    List<Experiment> page(@org.jspecify.annotations.Nullable String owner, UUID before, Limit limit);
}
