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
        return new FolderStore(Path.of(location));
    }
}
