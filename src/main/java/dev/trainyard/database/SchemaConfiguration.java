package dev.trainyard.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes Flyway's migration out of the start of a process that is not to migrate. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SchemaSettings.class)
class SchemaConfiguration {
    @Bean
    @ConditionalOnBooleanProperty(name = "trainyard.database.migrate", havingValue = false)
    FlywayMigrationStrategy schemaGate(SchemaSettings settings) {
        return new SchemaGate(settings.patience());
    }
}
