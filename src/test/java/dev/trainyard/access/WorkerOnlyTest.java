package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.database.WithPostgres;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A process that only trains, where others can reach it, and with no access configured. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"trainyard.api.enabled=false", "server.address=0.0.0.0"})
@WithPostgres
@Import({TestClock.class, RunFixture.class, AccessFixture.class})
@DirtiesContext // its worker would claim on beside other tests
class WorkerOnlyTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AccessFixture access;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping resources;

    @Test
    void itServesNoResourceSaveErrors() {
        assertThat(resources.getHandlerMethods().keySet())
                .flatExtracting(mapping -> mapping.getPatternValues())
                .containsExactly("/error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/runs",
                "/v1/models",
                "/v1/tokens",
                "/v3/api-docs",
                "/swagger-ui.html",
                "/swagger-ui/index.html"
            })
    void noPathOfTheApiLeadsAnywhereEvenForAnAdmin(String path) {
        Http.Answer answer = new Http(port).as(access.token("ann", Role.ADMIN)).get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("not_found");
    }

    @Test
    void whoHasNoTokenIsLetInToItsHealthAndInfoAlone() {
        Http anybody = new Http(port);

        assertThat(anybody.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(anybody.get("/actuator/info").json().has("engine")).isTrue();
        assertThat(anybody.get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(anybody.get("/v1/runs").status()).isEqualTo(401);
    }

    @Test
    void aTokenThatTheApiGaveOutReadsItsMetricsAndItHasSlots() {
        Http.Answer metrics =
                new Http(port).as(access.token("ann", Role.VIEWER)).get("/actuator/prometheus");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body()).contains("trainyard_slots{");
    }
}
