package dev.trainyard.model;

import dev.trainyard.access.OwnedResource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What models are made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
class ModelConfiguration {
    /** Everything below an imported model is for its owner. */
    @Bean
    OwnedResource ownedModels(ImportedModelRepository models) {
        return new OwnedResource(
                "/v1/models/{id}",
                id -> ModelIds.MODEL.parse(id).flatMap(models::findById).map(ImportedModel::owner),
                ModelNotFoundException::new);
    }
}
