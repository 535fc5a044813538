package dev.trainyard.registry;

import dev.trainyard.access.QuotaExceededException;
import dev.trainyard.access.Quotas;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds owners to what their data sets may take in the store. What a version will take is known when it is made: one more is
 * begun while there is room.
 */
@Component
class StorageQuota {
    private static final long MOST_WAITING = 100;
    private static final Duration VERSIONS_MOVE = Duration.ofMinutes(1);

    private final Quotas quotas;
    private final JdbcClient jdbc;

    StorageQuota(Quotas quotas, JdbcClient jdbc) {
        this.quotas = quotas;
        this.jdbc = jdbc;
    }

    /** Until the transaction ends, nobody else counts for the owner of that data set. Before any row is locked. */
    void lockOwner(String dataset) {
        if (isLimited()) {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(owner, 3)) from dataset where name = :dataset")
                    .param("dataset", dataset)
                    .query()
                    .listOfRows();
        }
    }

    private boolean isLimited() {
        return quotas.datasetBytes() < Long.MAX_VALUE;
    }

    /**
     * Whether the owner of a data set may begin another version: what those that wait will take nobody knows.
     *
     * @throws QuotaExceededException if not
     */
    void requireFewWaiting(String dataset) {
        long waiting = isLimited() ? waiting(dataset) : 0;
        if (waiting >= MOST_WAITING) {
            throw new QuotaExceededException("dataset_versions_waiting", MOST_WAITING, waiting, 1, VERSIONS_MOVE);
        }
    }

    private long waiting(String dataset) {
        return jdbc.sql("""
                        select count(*) from dataset_version version join dataset own on own.id = version.dataset_id
                        where own.owner = (select owner from dataset where name = :dataset)
                            and version.status in ('QUEUED', 'BUILDING')""").param("dataset", dataset).query(Long.class).single();
    }

    /**
     * Whether the owner of a data set has room for so many bytes more.
     *
     * @throws QuotaExceededException if not
     */
    void require(String dataset, long bytes) {
        if (!isLimited()) {
            return;
        }
        long used = used(dataset);
        if (bytes > quotas.datasetBytes() - used) {
            throw new QuotaExceededException("dataset_bytes", quotas.datasetBytes(), used, bytes, null);
        }
    }

    private long used(String dataset) {
        return jdbc.sql("""
                        with own as (select id from dataset where owner = (select owner from dataset where name = :dataset))
                        select (select coalesce(sum(bytes), 0) from dataset_version where dataset_id in (select id from own))
                             + (select coalesce(sum(part.bytes), 0) from dataset_upload_part part
                                join dataset_upload upload on upload.id = part.upload_id
                                where upload.dataset_id in (select id from own))""").param("dataset", dataset).query(Long.class).single();
    }
}
