package dev.trainyard.registry;

import dev.trainyard.access.OwnedResource;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.request.ApiController;
import dev.trainyard.store.ObjectStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What data sets of one's own are made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BuilderSettings.class, CacheSettings.class})
class RegistryConfiguration {
    private final Path directory;

    RegistryConfiguration(@Value("${trainyard.data-dir:./data}") String dataDirectory) {
        this.directory = Path.of(dataDirectory).resolve("datasets");
    }

    /** Everything below a data set is for its owner; what is shared, and what is built in, may be read by all. */
    @Bean
    OwnedResource ownedDatasets(ObjectProvider<Datasets> datasets, ObjectProvider<DatasetCatalog> catalog) {
        return new OwnedResource(
                "/v1/datasets/{name}",
                name -> datasets.getObject().owner(plain(name)),
                name -> catalog.getObject().isBuiltIn(name)
                        || datasets.getObject().isShared(plain(name)),
                DatasetNotFoundException::new);
    }

    /** Without the version of a reference, with which images are shown. */
    private static String plain(String reference) {
        return reference.replaceFirst("[@+].*", "");
    }

    @Bean
    VersionFiles versionFiles(ObjectStore store, CacheSettings settings, Clock clock) {
        return new VersionFiles(store, new VersionCache(directory.resolve("versions"), settings, clock));
    }

    @Bean
    PartFiles partFiles(ObjectStore store) {
        return new PartFiles(store, directory.resolve("parts"));
    }

    /** In the processes that serve the API, which the network lets out to the web. */
    @Bean
    @ConditionalOnBooleanProperty(name = ApiController.ENABLED, matchIfMissing = true)
    @ConditionalOnBooleanProperty(name = "trainyard.datasets.builder.enabled", matchIfMissing = true)
    VersionBuilder versionBuilder(
            BuildQueue queue,
            VersionFiles files,
            List<VersionMaker> makers,
            BuilderSettings settings,
            BuildMetrics metrics,
            Scratch scratch) {
        return new VersionBuilder(
                queue,
                new BuildExecutor(queue, files, makers, settings, metrics, scratch),
                settings,
                ManagementFactory.getRuntimeMXBean().getName());
    }

    @Bean
    Scratch scratch(BuildQueue queue) {
        return new Scratch(directory.resolve("building"), queue);
    }
}
