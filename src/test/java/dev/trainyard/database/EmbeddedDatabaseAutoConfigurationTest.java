package dev.trainyard.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

class EmbeddedDatabaseAutoConfigurationTest {
    @TempDir
    Path directory;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DataSourceAutoConfiguration.class, EmbeddedDatabaseAutoConfiguration.class));

    @Test
    void theDataSourceIsTheEmbeddedDatabaseOfTheDataDirectory() throws Exception {
        DatabaseFiles files = new DatabaseFiles(directory, directory.resolve("postgres-binaries"));
        files.create();
        Files.delete(files.unpacked());
        Files.createSymbolicLink(files.unpacked(), unpackedBinaries());

        context.withPropertyValues("trainyard.data-dir=" + directory).run(running -> {
            JdbcTemplate jdbc = new JdbcTemplate(running.getBean(DataSource.class));
            assertThat(jdbc.queryForObject("SHOW data_directory", String.class))
                    .isEqualTo(files.cluster().toString());
            assertThat(files.cluster().resolve("postmaster.pid")).exists();
        });
        assertThat(files.cluster().resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void aConfiguredUrlPreventsTheEmbeddedDatabase() {
        context.withPropertyValues(
                        "trainyard.data-dir=" + directory, "spring.datasource.url=jdbc:postgresql://db.example/runs")
                .run(running -> {
                    assertThat(running).hasNotFailed().doesNotHaveBean(EmbeddedDatabase.class);
                    assertThat(running.getBean(JdbcConnectionDetails.class).getJdbcUrl())
                            .isEqualTo("jdbc:postgresql://db.example/runs");
                });
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void providedConnectionDetailsPreventTheEmbeddedDatabase() {
        context.withPropertyValues("trainyard.data-dir=" + directory)
                .withUserConfiguration(ProvidedDetails.class)
                .run(running -> assertThat(running).hasNotFailed().doesNotHaveBean(EmbeddedDatabase.class));
        assertThat(directory).isEmptyDirectory();
    }

    private static Path unpackedBinaries() throws Exception {
        return Files.createDirectories(PostgresForTests.BINARIES.resolve("unpacked"));
    }

    @Configuration(proxyBeanMethods = false)
    static class ProvidedDetails {
        @Bean
        JdbcConnectionDetails provided() {
            return new JdbcConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return "jdbc:postgresql://provided.example/runs";
                }

                @Override
                public String getUsername() {
                    return "someone";
                }

                @Override
                public String getPassword() {
                    return "something";
                }
            };
        }
    }
}
