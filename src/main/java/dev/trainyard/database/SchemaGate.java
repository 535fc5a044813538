package dev.trainyard.database;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Lets a process pass whose database has every migration that it knows, and changes nothing. A schema that is newer is
 * as good: migrations only add what older versions may ignore (CONTRIBUTING.md, expand and contract).
 */
final class SchemaGate implements FlywayMigrationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaGate.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Duration patience;

    SchemaGate(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void migrate(Flyway flyway) {
        long end = System.nanoTime() + patience.toNanos();
        String missing = missing(flyway);
        while (!missing.isEmpty()) {
            if (System.nanoTime() - end >= 0) {
                throw new DatabaseUnavailableException(missing, """
                        Start this version once with --migrate against the same database, or let this process migrate by\
                         trainyard.database.migrate=true.""");
            }
            LOG.info("Waiting for a migration by another process: {}", missing);
            pause();
            missing = missing(flyway);
        }
    }

    /** What keeps this version from working with the schema; empty if nothing does. */
    private static String missing(Flyway flyway) {
        try {
            MigrationInfoService schema = flyway.info();
            MigrationInfo[] pending = schema.pending();
            return pending.length == 0
                    ? ""
                    : "%s; this version of Trainyard needs version %s, and lacks %s."
                            .formatted(
                                    schema.current() == null
                                            ? "The database has no schema"
                                            : "The database's schema has version "
                                                    + schema.current().getVersion(),
                                    pending[pending.length - 1].getVersion(),
                                    Arrays.stream(pending)
                                            .map(one -> "%s (%s)".formatted(one.getVersion(), one.getDescription()))
                                            .collect(Collectors.joining(", ")));
        } catch (FlywayException e) {
            return "The database's schema cannot be read: " + e.getMessage();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("The wait for the schema was interrupted.", "Start again.", e);
        }
    }
}
