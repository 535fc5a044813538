package dev.trainyard.run;

import dev.trainyard.access.OwnedResource;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.RegisteredDatasets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.Jackson3JsonFormatMapper;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What runs need that Spring Boot does not bring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QueueSettings.class, EventSettings.class, RetentionSettings.class})
@EnableScheduling
class RunConfiguration {
    private static final Duration DATABASE_PRECISION = Duration.ofNanos(1000);

    /** Ticks as fine as PostgreSQL stores times, so that a time reads back as it was written. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), DATABASE_PRECISION);
    }

    /** For leases; every other time may be that of this machine. */
    @Bean(defaultCandidate = false)
    @Qualifier("database")
    Clock databaseClock(JdbcClient jdbc) {
        return new DatabaseClock(jdbc);
    }

    @Bean
    DatasetCatalog datasetCatalog(
            @Value("${trainyard.data-dir:./data}") String dataDirectory, RegisteredDatasets registered) {
        return new DatasetCatalog(Path.of(dataDirectory), registered);
    }

    /** Everything below a run is for its owner. */
    @Bean
    OwnedResource ownedRuns(RunLookup runs) {
        return new OwnedResource("/v1/runs/{id}", runs::owner, RunNotFoundException::new);
    }

    @Bean
    HibernatePropertiesCustomizer storedJson() {
        return properties ->
                properties.put(MappingSettings.JSON_FORMAT_MAPPER, new Jackson3JsonFormatMapper(StoredJson.MAPPER));
    }
}
