package dev.trainyard.bench;

import java.util.concurrent.TimeUnit;

/**
 * What PostgreSQL has read of the tables of runs so far.
 *
 * @param pages of 8 KB, of tables and their indexes, from its cache or from the disk
 * @param scans of whole tables
 */
record PageReads(long pages, long scans) {
    /** An idle connection reports what it has read after ten seconds. */
    private static final long REPORT_SECONDS = 11;

    private static final String READS = """
            select sum(heap_blks_hit + heap_blks_read + coalesce(idx_blks_hit + idx_blks_read, 0)
                       + coalesce(toast_blks_hit + toast_blks_read + tidx_blks_hit + tidx_blks_read, 0)) as pages,
                   sum(seq_scan) as scans
            from pg_statio_user_tables join pg_stat_user_tables using (relid)
            where pg_stat_user_tables.relname in ('run', 'run_epoch', 'run_event', 'test_score', 'audit_event')""";

    static PageReads read(ServiceDatabase database) throws InterruptedException {
        TimeUnit.SECONDS.sleep(REPORT_SECONDS);
        return database.sql()
                .sql(READS)
                .query((row, number) -> new PageReads(row.getLong("pages"), row.getLong("scans")))
                .single();
    }

    PageReads minus(PageReads before) {
        return new PageReads(pages - before.pages, scans - before.scans);
    }
}
