package dev.trainyard.registry;

import dev.trainyard.dataset.VersionSummary;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A version of a data set, from the wish for it to its end. Once it is ready it never changes. */
@Entity
class DatasetVersion {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne
    @JoinColumn(name = "dataset_id")
    private RegisteredDataset dataset;

    private int number;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    private @Nullable String base;

    @JdbcTypeCode(SqlTypes.JSON)
    private ObjectNode options;

    @Enumerated(EnumType.STRING)
    private VersionStatus status = VersionStatus.QUEUED;

    private boolean cancelRequested;
    private @Nullable String phase;
    private @Nullable Long done;
    private @Nullable Long total;
    private @Nullable String reason;
    private @Nullable String detail;
    private int attempt;
    private @Nullable String leaseHolder;
    private @Nullable Long leaseToken;
    private @Nullable Instant leaseUntil;
    private Instant createdAt;
    private @Nullable Instant endedAt;
    private @Nullable String sha256;
    private @Nullable String fileSha256;
    private @Nullable String fileKey;
    private @Nullable Long bytes;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable VersionSummary contents;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Long> report;

    @SuppressWarnings("NullAway.Init")
    protected DatasetVersion() {}

    @SuppressWarnings("NullAway.Init") // the id is given when it is stored
    DatasetVersion(RegisteredDataset dataset, int number, NewVersion asked, Instant now) {
        this.dataset = dataset;
        this.number = number;
        this.origin = asked.origin();
        this.base = asked.base();
        this.options = asked.options();
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    RegisteredDataset dataset() {
        return dataset;
    }

    int number() {
        return number;
    }

    /** As a run's {@code dataset} has it, such as {@code birds@2}. */
    String reference() {
        return dataset.name() + "@" + number;
    }

    Origin origin() {
        return origin;
    }

    @Nullable
    String base() {
        return base;
    }

    ObjectNode options() {
        return options;
    }

    VersionStatus status() {
        return status;
    }

    @Nullable
    BuildProgress progress() {
        return phase == null || done == null || total == null ? null : new BuildProgress(phase, done, total);
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    String detail() {
        return detail;
    }

    int attempt() {
        return attempt;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    /** Of a version that is ready. */
    @Nullable
    VersionSummary contents() {
        return contents;
    }

    /** Of its packed file in the store, once it is ready. */
    String fileKey() {
        return fileKey == null ? VersionFiles.oldKey(id) : fileKey;
    }

    @Nullable
    Map<String, Long> report() {
        return report;
    }

    /** A process begins to make it. */
    void claim(String holder, long token, Instant until) {
        status = VersionStatus.BUILDING;
        attempt++;
        leaseHolder = holder;
        leaseToken = token;
        leaseUntil = until;
    }

    /**
     * Its maker is alive.
     *
     * @return whether it is to stop
     */
    boolean renew(Instant until, @Nullable BuildProgress now) {
        leaseUntil = until;
        if (now != null) {
            phase = now.phase();
            done = now.done();
            total = now.total();
        }
        return cancelRequested;
    }

    void succeed(MadeVersion made, String key, Instant now) {
        VersionSummary summary = made.summary();
        contents = summary;
        sha256 = summary.sha256();
        fileSha256 = summary.fileSha256();
        fileKey = key;
        bytes = summary.bytes();
        report = made.report();
        phase = null;
        end(VersionStatus.READY, now);
    }

    void fail(String why, @Nullable String what, Instant now) {
        reason = why;
        detail = what;
        end(VersionStatus.FAILED, now);
    }

    /** Another process may go on with it; that this one began is no failure. */
    void release() {
        status = VersionStatus.QUEUED;
        attempt--;
        dropLease();
    }

    /** At once if nobody makes it, else as soon as its maker hears of it. */
    void cancel(Instant now) {
        cancelRequested = true;
        if (status == VersionStatus.QUEUED) {
            end(VersionStatus.CANCELLED, now);
        }
    }

    void cancelled(Instant now) {
        end(VersionStatus.CANCELLED, now);
    }

    boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Whether it may be made again: what has come of it so far is used. */
    boolean isResumable() {
        return status == VersionStatus.FAILED || status == VersionStatus.CANCELLED;
    }

    void resume() {
        status = VersionStatus.QUEUED;
        cancelRequested = false;
        attempt = 0;
        reason = null;
        detail = null;
        endedAt = null;
    }

    private void end(VersionStatus last, Instant now) {
        status = last;
        endedAt = now;
        dropLease();
    }

    private void dropLease() {
        leaseHolder = null;
        leaseToken = null;
        leaseUntil = null;
    }
}
