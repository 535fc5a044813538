package dev.trainyard;

import dev.trainyard.request.ApiController;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Configuration;

/** A process that neither serves the API nor trains: surely a mistake, and refused. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(
        name = {ApiController.ENABLED, "trainyard.worker.enabled"},
        havingValue = false)
class IdleProcess {
    IdleProcess() {
        throw new InvalidConfigurationPropertyValueException(
                "trainyard.worker.enabled",
                false,
                "trainyard.api.enabled is false, too, and a process that neither serves the API nor trains does nothing");
    }
}
