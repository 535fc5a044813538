package dev.trainyard.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.micrometer.metrics.system.DiskSpaceMetricsBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters of the process itself, and whether it has traces. */
@Configuration(proxyBeanMethods = false)
class MonitoringConfiguration {
    private static final String UNKNOWN = "unknown";

    /** Always 1: its labels are what it tells. */
    @Bean
    MeterBinder buildInfo(ObjectProvider<BuildProperties> build, ObjectProvider<GitProperties> git) {
        String version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse(UNKNOWN);
        String commit = git.stream().map(GitProperties::getCommitId).findFirst().orElse(UNKNOWN);
        String java = Runtime.version().toString();
        return registry -> Gauge.builder("trainyard.build.info", () -> 1)
                .description("Which build of Trainyard this process is")
                .tags("version", version, "commit", commit, "java", java)
                .register(registry);
    }

    /** In the place of Spring Boot's, which watches the working directory. */
    @Bean
    DiskSpaceMetricsBinder dataDirectorySpace(@Value("${trainyard.data-dir:./data}") String dataDirectory) {
        return new DiskSpaceMetricsBinder(
                List.of(existing(Path.of(dataDirectory)).toFile()), Tags.empty());
    }

    /** Without an address to send traces to none are made, and no metric or run refers to one. */
    @Bean
    @ConditionalOnExpression("'${management.opentelemetry.tracing.export.otlp.endpoint:}'.isEmpty()")
    Sampler noTraces() {
        return Sampler.alwaysOff();
    }

    /** A process that needs no files has not made the directory: its parent is on the same disk. */
    static Path existing(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        while (!Files.isDirectory(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
