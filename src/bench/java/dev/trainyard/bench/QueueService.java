package dev.trainyard.bench;

import dev.trainyard.Trainyard;
import dev.trainyard.run.RunMoments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The service on an embedded PostgreSQL of its own that is thrown away afterwards: as it starts by default, fsync on, but
 * without a worker, and with a connection for each of many claimers.
 */
record QueueService(ConfigurableApplicationContext beans, Path data) implements AutoCloseable {
    /** The configurations of the tests, which lie beside the benchmarks, are to stay out. */
    private static final class WithoutTests extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory factory) {
            return type.getAnnotationMetadata().isAnnotated(TestConfiguration.class.getName());
        }
    }

    static QueueService start(int connections) throws IOException {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "queue");
        SpringApplication service = new SpringApplication(Trainyard.class);
        service.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests());
            ((GenericApplicationContext) context).registerBean(RunMoments.class);
        });
        return new QueueService(
                service.run(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--logging.config=src/bench/logback.xml",
                        "--trainyard.data-dir=" + data,
                        "--trainyard.worker.enabled=false",
                        "--spring.datasource.hikari.maximum-pool-size=" + connections),
                data);
    }

    <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    @Override
    public void close() throws IOException {
        beans.close();
        FileSystemUtils.deleteRecursively(data);
    }
}
