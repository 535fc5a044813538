package dev.trainyard.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = "trainyard.worker.enabled=false")
@AutoConfigureMockMvc
@WithPostgres
class PostgresForTestsTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Flyway flyway;

    @Autowired
    private HealthEndpointGroups health;

    @Autowired
    private MockMvcTester http;

    @Test
    void theApplicationRunsOnTheTestDatabase() throws SQLException {
        assertThat(context.getBeansOfType(EmbeddedDatabase.class)).isEmpty();
        assertThat(new JdbcTemplate(dataSource).queryForObject("SHOW server_version", String.class))
                .startsWith(Cluster.MAJOR_VERSION + ".");
        assertThat(url(flyway.getConfiguration().getDataSource())).isEqualTo(url(dataSource));
    }

    @Test
    void readinessIncludesTheDatabaseAndLivenessDoesNot() {
        assertThat(http.get().uri("/actuator/health/readiness")).hasStatusOk();
        assertThat(http.get().uri("/actuator/health/liveness")).hasStatusOk();
        assertThat(group("readiness").isMember("db")).isTrue();
        assertThat(group("liveness").isMember("db")).isFalse();
    }

    @Test
    void onlyHealthInfoMetricsAndTheBillOfMaterialsAreExposed() {
        assertThat(http.get().uri("/actuator/info")).hasStatusOk();
        assertThat(http.get().uri("/actuator/prometheus"))
                .hasStatusOk()
                .bodyText()
                .contains("hikaricp_connections");
        assertThat(http.get().uri("/actuator/sbom/application"))
                .hasStatusOk()
                .bodyText()
                .contains("CycloneDX", "tomcat-embed-core");
        assertThat(http.get().uri("/actuator/env")).hasStatus(404);
    }

    private static String url(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    private HealthEndpointGroup group(String name) {
        return Objects.requireNonNull(health.get(name), name);
    }
}
