package dev.trainyard.registry;

import dev.trainyard.access.AuditLog;
import dev.trainyard.access.Caller;
import dev.trainyard.request.JsonFields;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import dev.trainyard.request.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The data sets that people brought. */
@Service
@Transactional
class Datasets {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final RegisteredDatasetRepository datasets;
    private final DatasetVersionRepository versions;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final Clock clock;

    Datasets(
            RegisteredDatasetRepository datasets,
            DatasetVersionRepository versions,
            ApplicationEventPublisher events,
            AuditLog audit,
            Clock clock) {
        this.datasets = datasets;
        this.versions = versions;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    public DatasetView create(NewDataset asked, Caller caller) {
        if (datasets.findByName(asked.name()).isPresent()) {
            throw exists(asked.name());
        }
        try {
            RegisteredDataset dataset =
                    datasets.saveAndFlush(new RegisteredDataset(asked, caller.owner(), clock.instant()));
            audit.record(caller.actor(), "dataset.created", dataset.name(), null);
            return DatasetView.of(dataset, null);
        } catch (DataIntegrityViolationException justMade) {
            throw exists(asked.name());
        }
    }

    private static ProblemException exists(String name) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "dataset_exists",
                "There is a data set %s already, yours or somebody else's: choose another name".formatted(name));
    }

    /** A page of those that the caller sees, newest first. */
    @Transactional(readOnly = true)
    public Page<DatasetView> list(PageQuery query, Caller caller) {
        PageQuery.Cut<UUID> cut = query.cut(DatasetIds.DATASET::parse, AFTER_ALL);
        List<RegisteredDataset> found =
                datasets.page(caller.isAdmin() ? null : caller.owner(), cut.after(), Limit.of(cut.size() + 1));
        Page<RegisteredDataset> page = Page.of(found, cut.size(), dataset -> DatasetIds.DATASET.write(dataset.id()));
        return new Page<>(page.data().stream().map(this::view).toList(), page.hasMore(), page.next());
    }

    @Transactional(readOnly = true)
    public DatasetView get(String name) {
        return view(require(name));
    }

    @Transactional(readOnly = true)
    public Optional<String> owner(String name) {
        return datasets.findByName(name).map(RegisteredDataset::owner);
    }

    @Transactional(readOnly = true)
    public boolean isShared(String name) {
        return datasets.findByName(name).filter(RegisteredDataset::shared).isPresent();
    }

    /** Changes what is said of it, and who may read it. */
    public DatasetView change(String name, JsonNode body, String actor) {
        RegisteredDataset dataset = require(name);
        JsonFields fields = JsonFields.of(body);
        String description = fields.has("description")
                ? fields.textOrNull("description", NewDatasetReader.LONGEST_DESCRIPTION)
                        .orElse(null)
                : dataset.description();
        boolean shared = fields.bool("shared", dataset.shared());
        fields.complete();
        dataset.change(description, shared);
        audit.record(actor, "dataset.changed", name, null);
        return view(dataset);
    }

    /** Deletes one without versions: of versions each is looked at before it goes. */
    public void delete(String name, String actor) {
        RegisteredDataset dataset = datasets.lock(name).orElseThrow(() -> new DatasetNotFoundException(name));
        if (versions.existsByDataset(dataset)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "dataset_has_versions", "Delete the versions of %s first".formatted(name));
        }
        datasets.delete(dataset);
        events.publishEvent(new Wasted());
        audit.record(actor, "dataset.deleted", name, null);
    }

    private RegisteredDataset require(String name) {
        return datasets.findByName(name).orElseThrow(() -> new DatasetNotFoundException(name));
    }

    private DatasetView view(RegisteredDataset dataset) {
        return DatasetView.of(dataset, latest(dataset.name()));
    }

    private @Nullable VersionView latest(String name) {
        return versions.ready(name, Limit.of(1)).stream()
                .map(VersionView::of)
                .findFirst()
                .orElse(null);
    }
}
