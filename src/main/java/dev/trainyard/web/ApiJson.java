package dev.trainyard.web;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;

/** The JSON of the API: snake_case, times as RFC 3339 in UTC (Jackson's default), and strict about what it reads. */
@Configuration(proxyBeanMethods = false)
class ApiJson {
    @Bean
    JsonMapperBuilderCustomizer apiJsonForm() {
        return json -> json.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                // Of two fields of one name, one would be ignored.
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }
}
