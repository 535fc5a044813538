package dev.trainyard.model;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ImportedModelRepository extends Repository<ImportedModel, UUID> {
    ImportedModel saveAndFlush(ImportedModel model);

    Optional<ImportedModel> findById(UUID id);

    /** The model with that id, as the API writes it; throws ModelNotFoundException if there is none. */
    default ImportedModel require(String id) {
        return ModelIds.MODEL.parse(id).flatMap(this::findById).orElseThrow(() -> new ModelNotFoundException(id));
    }

    Optional<ImportedModel> findByOwnerAndDatasetAndSha256(String owner, String dataset, byte[] sha256);

    long countByOwner(String owner);

    /** To be deleted by one alone, and by nobody while a run begins to need it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select m from ImportedModel m where m.id = :id")
    Optional<ImportedModel> lock(UUID id);

    /** There until the transaction ends, however many hold it. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select m from ImportedModel m where m.id = :id")
    Optional<ImportedModel> hold(UUID id);

    void delete(ImportedModel model);

    /** Those of one owner, or of all where the owner is null, newest first. */
    @Query(
            "select m from ImportedModel m where (:owner is null or m.owner = :owner) and m.id < :before order by m.id desc")
    List<ImportedModel> page(@org.jspecify.annotations.Nullable String owner, UUID before, Limit limit);
}
