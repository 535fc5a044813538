package dev.trainyard.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who migrates the schema.
 *
 * @param migrate whether this process migrates the schema when it starts; otherwise another must, started with --migrate
 * @param patience how long a process that does not migrate waits at its start for the schema that it needs
 */
@ConfigurationProperties("trainyard.database")
record SchemaSettings(
        @DefaultValue("true") boolean migrate,
        @DefaultValue("0s") Duration patience) {}
