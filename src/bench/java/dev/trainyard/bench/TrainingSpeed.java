package dev.trainyard.bench;

import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;

/** How fast a run is trained, from what its worker writes with each heartbeat: validation is in it. */
final class TrainingSpeed {
    private static final long PATIENCE_SECONDS = 300;

    private final ServiceDatabase database;
    private final UUID run;

    private TrainingSpeed(ServiceDatabase database, UUID run) {
        this.database = database;
        this.run = run;
    }

    static TrainingSpeed of(ServiceDatabase database, String id) {
        String hex = id.substring(id.indexOf('_') + 1);
        return new TrainingSpeed(
                database, UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")));
    }

    /** How far it was at some time of the database's clock. */
    record Point(long images, double seconds) {
        double imagesPerSecond(Point later) {
            return (later.images - images) / (later.seconds - seconds);
        }
    }

    /** Waits until the first epoch is over, and its code is compiled. */
    void awaitEpoch() throws InterruptedException {
        while (!hasEpoch()) {
            Thread.sleep(500);
        }
    }

    private boolean hasEpoch() {
        return database.sql()
                .sql("select epoch >= 1, ended_at is not null, detail from run where id = :run")
                .param("run", run)
                .query((row, number) -> {
                    if (row.getBoolean(2)) {
                        throw new IllegalStateException("Run %s has ended: %s".formatted(run, row.getString(3)));
                    }
                    return row.getBoolean(1);
                })
                .single();
    }

    /** What its worker wrote last. */
    Point now() throws InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE_SECONDS * 1_000_000_000L) {
            Optional<Point> written = written();
            if (written.isPresent()) {
                return written.get();
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Run %s is not trained; see target/bench/load-worker.log".formatted(run));
    }

    private Optional<Point> written() {
        return database.sql()
                .sql("""
                        select (epoch * steps_per_epoch + step) * (spec ->> 'batch_size')::int as images, lease_renewed_at
                        from run where id = :run and step is not null""")
                .param("run", run)
                .query((row, number) -> new Point(row.getLong("images"), seconds(row.getTimestamp("lease_renewed_at"))))
                .optional();
    }

    private static double seconds(Timestamp time) {
        return time.getTime() / 1000.0;
    }
}
