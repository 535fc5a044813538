package dev.trainyard.model;

import dev.trainyard.access.AuditLog;
import dev.trainyard.access.Caller;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import dev.trainyard.request.ProblemException;
import dev.trainyard.run.WeightsUse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The imported models as their owners see them; {@link ModelConfiguration} keeps strangers from each. */
@Service
@Transactional
class ImportedModels {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final ImportedModelRepository models;
    private final ModelFileStore files;
    private final DatasetCatalog datasets;
    private final WeightsUse use;
    private final AuditLog audit;
    private final Clock clock;

    ImportedModels(
            ImportedModelRepository models,
            ModelFileStore files,
            DatasetCatalog datasets,
            WeightsUse use,
            AuditLog audit,
            Clock clock) {
        this.models = models;
        this.files = files;
        this.datasets = datasets;
        this.use = use;
        this.audit = audit;
        this.clock = clock;
    }

    /** The model that this file is already. */
    @Transactional(readOnly = true)
    public Optional<ModelView> find(NewModel asked, RecognizedModel recognized) {
        return models.findByOwnerAndDatasetAndSha256(asked.owner(), recognized.dataset(), asked.sha256())
                .map(ModelView::of);
    }

    @Transactional(readOnly = true)
    public long count(String owner) {
        return models.countByOwner(owner);
    }

    /** Stores the model with its file, both or neither; fails if the file is there already, or its data set no more. */
    public ModelView store(NewModel asked, EvaluatedModel evaluated) {
        String dataset = evaluated.recognized().dataset();
        if (!datasets.hold(dataset)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "dataset_gone",
                    "The data set %s was deleted while the model was tested".formatted(dataset));
        }
        ImportedModel model = models.saveAndFlush(new ImportedModel(asked, evaluated, clock.instant()));
        files.store(model.id(), asked.content());
        audit.record(
                asked.actor(),
                "model.imported",
                model.modelId(),
                "%s for %s".formatted(model.model(), model.dataset()));
        return ModelView.of(model);
    }

    /** A page of those that the caller sees, newest first. */
    @Transactional(readOnly = true)
    public Page<ModelView> list(PageQuery query, Caller caller) {
        PageQuery.Cut<UUID> cut = query.cut(ModelIds.MODEL::parse, AFTER_ALL);
        List<ImportedModel> found =
                models.page(caller.isAdmin() ? null : caller.owner(), cut.after(), Limit.of(cut.size() + 1));
        return Page.of(found.stream().map(ModelView::of).toList(), cut.size(), ModelView::id);
    }

    @Transactional(readOnly = true)
    public ModelView get(String id) {
        return ModelView.of(models.require(id));
    }

    /** Deletes the model with its file; throws ModelInUseException if a run is still to begin with it. */
    public void delete(String id, String actor) {
        ImportedModel model =
                ModelIds.MODEL.parse(id).flatMap(models::lock).orElseThrow(() -> new ModelNotFoundException(id));
        // Locked before: a run that is submitted now either is seen here, or finds no model.
        if (use.isNeeded(id)) {
            throw new ModelInUseException(id);
        }
        models.delete(model);
        audit.record(actor, "model.deleted", id, null);
    }
}
