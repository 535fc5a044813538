package dev.trainyard.database;

import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The start mode {@code --migrate}: brings the database's schema to this version's and ends. It serves nothing, trains
 * nothing, and asks for no access to be configured. Several at once take turns by Flyway's lock in the database.
 */
public final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    private static final String OPTION = "--migrate";

    /** It may be started before its database, and wait for another that migrates. */
    private static final Map<String, Object> PATIENCE = Map.of(
            "spring.flyway.enabled",
            true,
            "spring.flyway.connect-retries",
            12,
            "spring.flyway.connect-retries-interval",
            "10s",
            "spring.flyway.lock-retry-count",
            600);

    private SchemaMigration() {}

    /** Whether the process was started for this alone. */
    public static boolean isAskedFor(String... arguments) {
        return Arrays.asList(arguments).contains(OPTION);
    }

    /** Throws, after Spring Boot's message of description and action, if the schema could not be migrated. */
    public static void run(String... arguments) {
        new SpringApplicationBuilder(Beans.class)
                .web(WebApplicationType.NONE)
                .properties(PATIENCE)
                .run(arguments)
                .close();
    }

    /** Not a {@code @Configuration}, which the service would find when it scans for its own. */
    @ImportAutoConfiguration({
        EmbeddedDatabaseAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    static final class Beans {
        @Bean
        FlywayMigrationStrategy migration() {
            return flyway -> {
                try {
                    MigrateResult result = flyway.migrate();
                    LOG.info(
                            "The schema has version {}; {} migration(s) were needed",
                            result.targetSchemaVersion == null
                                    ? result.initialSchemaVersion
                                    : result.targetSchemaVersion,
                            result.migrationsExecuted);
                } catch (FlywayException e) {
                    throw failure(e);
                }
            };
        }
    }

    private static DatabaseUnavailableException failure(FlywayException cause) {
        return new DatabaseUnavailableException(
                "The database's schema could not be migrated: " + cause.getMessage(),
                "Each migration was applied whole or not at all. Mend the cause, then start with --migrate again.",
                cause);
    }
}
