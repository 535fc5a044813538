package dev.trainyard.run;

import dev.trainyard.dataset.DatasetCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.Jackson3JsonFormatMapper;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What runs need that Spring Boot does not bring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QueueSettings.class, EventSettings.class})
class RunConfiguration {
    private static final Duration DATABASE_PRECISION = Duration.ofNanos(1000);

    /** Ticks as fine as PostgreSQL stores times, so that a time reads back as it was written. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), DATABASE_PRECISION);
    }

    @Bean
    DatasetCatalog datasetCatalog(@Value("${trainyard.data-dir:./data}") String dataDirectory) {
        return new DatasetCatalog(Path.of(dataDirectory));
    }

    /** Stored JSON keeps its form whatever the API's JSON is set to. */
    @Bean
    HibernatePropertiesCustomizer storedJson() {
        var mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        return properties -> properties.put(MappingSettings.JSON_FORMAT_MAPPER, new Jackson3JsonFormatMapper(mapper));
    }
}
