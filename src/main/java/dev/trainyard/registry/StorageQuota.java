package dev.trainyard.registry;

import dev.trainyard.access.QuotaExceededException;
import dev.trainyard.access.Quotas;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds owners to what their data sets may take in the store. What a version will take is known when it is made: one more is
 * begun while there is room.
 */
@Component
class StorageQuota {
    private final Quotas quotas;
    private final JdbcClient jdbc;

    StorageQuota(Quotas quotas, JdbcClient jdbc) {
        this.quotas = quotas;
        this.jdbc = jdbc;
    }

    /**
     * Whether the owner of a data set has room for so many bytes more.
     *
     * @throws QuotaExceededException if not
     */
    void require(String dataset, long bytes) {
        if (quotas.datasetBytes() == Long.MAX_VALUE) {
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
