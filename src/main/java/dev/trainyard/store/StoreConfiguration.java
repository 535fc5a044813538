package dev.trainyard.store;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where large files are. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    @Bean
    ObjectStore objectStore(@Value("${trainyard.store.location:${trainyard.data-dir:./data}/store}") String location) {
        if (location.matches("[a-z][a-z0-9+.-]+://.*")) {
            // Else it would be a folder of that name, without a word.
            throw new IllegalArgumentException(
                    "trainyard.store.location must be a folder that all processes share, but is " + location);
        }
        return new FolderStore(Path.of(location));
    }
}
