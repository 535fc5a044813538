package dev.trainyard.registry;

import dev.trainyard.access.AuditLog;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import dev.trainyard.request.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The versions of data sets, as those see them who may; {@link RegistryConfiguration} keeps strangers from each. */
@Service
@Transactional
public class Versions {
    private final RegisteredDatasetRepository datasets;
    private final DatasetVersionRepository versions;
    private final VersionUse use;
    private final StorageQuota storage;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Versions(
            RegisteredDatasetRepository datasets,
            DatasetVersionRepository versions,
            VersionUse use,
            StorageQuota storage,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.datasets = datasets;
        this.versions = versions;
        this.use = use;
        this.storage = storage;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A version that waits to be made.
     *
     * @param id of its row, for what a maker keeps of its own
     */
    public record Begun(UUID id, VersionView view) {}

    /** Puts a version into the queue of those to be made, with the next number of its data set. */
    public Begun begin(String dataset, NewVersion asked, String actor) {
        RegisteredDataset owner = datasets.lock(dataset).orElseThrow(() -> new DatasetNotFoundException(dataset));
        storage.requireFewWaiting(dataset);
        storage.require(dataset, asked.origin() == Origin.UPLOAD ? 0 : 1);
        DatasetVersion version =
                versions.saveAndFlush(new DatasetVersion(owner, owner.nextNumber(), asked, clock.instant()));
        audit.record(actor, "dataset.version_begun", version.reference(), null);
        events.publishEvent(new VersionWanted());
        return new Begun(version.id(), VersionView.of(version));
    }

    /** Keeps a data set from being deleted, and others from beginning versions of it, until the transaction ends. */
    void lock(String dataset) {
        if (datasets.lock(dataset).isEmpty()) {
            throw new DatasetNotFoundException(dataset);
        }
    }

    /** Throws a problem unless somebody brought a data set of that name. */
    @Transactional(readOnly = true)
    public void requireDataset(String name) {
        if (datasets.findByName(name).isEmpty()) {
            throw new DatasetNotFoundException(name);
        }
    }

    /** A page of a data set's versions, newest first. */
    @Transactional(readOnly = true)
    public Page<VersionView> list(String dataset, PageQuery query) {
        requireDataset(dataset);
        PageQuery.Cut<Integer> cut = query.cut(Versions::number, Integer.MAX_VALUE);
        List<DatasetVersion> found = versions.page(dataset, cut.after(), Limit.of(cut.size() + 1));
        return Page.of(found.stream().map(VersionView::of).toList(), cut.size(), view -> "" + view.version());
    }

    /** Throws a problem, as the other methods do, if there is none with that number. */
    @Transactional(readOnly = true)
    public VersionView get(String dataset, String number) {
        return number(number)
                .flatMap(known -> versions.find(dataset, known))
                .map(VersionView::of)
                .orElseThrow(() -> new VersionNotFoundException(dataset, number));
    }

    /** The id of its row. */
    @Transactional(readOnly = true)
    public UUID id(String dataset, String number) {
        return number(number)
                .flatMap(known -> versions.find(dataset, known))
                .map(DatasetVersion::id)
                .orElseThrow(() -> new VersionNotFoundException(dataset, number));
    }

    /** Has it made no further: at once if nobody makes it, else as soon as its maker hears of it. */
    public VersionView cancel(String dataset, String number, String actor) {
        DatasetVersion version = lock(dataset, number);
        if (version.status().isEnd()) {
            throw conflict(version, "only one that is queued or built can be cancelled");
        }
        version.cancel(clock.instant());
        audit.record(actor, "dataset.version_cancelled", version.reference(), null);
        return VersionView.of(version);
    }

    /** Has one that failed or was cancelled made again, from where it was. */
    public VersionView resume(String dataset, String number, String actor) {
        DatasetVersion version = lock(dataset, number);
        if (!version.isResumable()) {
            throw conflict(version, "only one that failed or was cancelled can be resumed");
        }
        version.resume();
        events.publishEvent(new VersionResumed(version.id()));
        audit.record(actor, "dataset.version_resumed", version.reference(), null);
        events.publishEvent(new VersionWanted());
        return VersionView.of(version);
    }

    /** Deletes one that has ended, and that no run and no other version needs. */
    public void delete(String dataset, String number, String actor) {
        DatasetVersion version = lock(dataset, number);
        if (!version.status().isEnd()) {
            throw conflict(version, "cancel it first");
        }
        use.requireNone(version);
        versions.delete(version);
        audit.record(actor, "dataset.version_deleted", version.reference(), null);
        events.publishEvent(new Wasted());
    }

    private DatasetVersion lock(String dataset, String number) {
        return number(number)
                .flatMap(known -> versions.lock(dataset, known))
                .orElseThrow(() -> new VersionNotFoundException(dataset, number));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static ProblemException conflict(DatasetVersion version, String wanted) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "dataset_version_status_conflict",
                "%s is %s: %s"
                        .formatted(version.reference(), VersionView.of(version).status(), wanted));
    }
}
