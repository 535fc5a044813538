package dev.trainyard.experiment;

import dev.trainyard.access.OwnedResource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What experiments are made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExperimentSettings.class)
class ExperimentConfiguration {
    /** Everything below an experiment is for its owner. */
    @Bean
    OwnedResource ownedExperiments(ExperimentRepository experiments) {
        return new OwnedResource(
                "/v1/experiments/{id}",
                id -> ExperimentIds.EXPERIMENT
                        .parse(id)
                        .flatMap(experiments::findById)
                        .map(Experiment::owner),
                ExperimentNotFoundException::new);
    }
}
