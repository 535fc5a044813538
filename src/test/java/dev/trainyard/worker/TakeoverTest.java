package dev.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.Trainyard;
import dev.trainyard.database.WithPostgres;
import dev.trainyard.run.Http;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two services on one database, with real trainings. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"trainyard.worker.poll=100ms", "trainyard.worker.heartbeat=200ms"})
@WithPostgres
@Timeout(120)
class TakeoverTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Worker first;

    @Autowired
    private JdbcConnectionDetails database;

    @Autowired
    private JdbcClient jdbc;

    /** The second one's clock is a day ahead: by it, every lease of the first would have ended long ago. */
    @Test
    void aRunOfAStoppingServiceGoesOnInAnotherWithinASecondAndNoWrongClockTakesItBefore() {
        String run = "/v1/runs/" + submit();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(run).at("/progress/step").asInt(0) > 0);
        try (ConfigurableApplicationContext second = secondService()) {
            Worker successor = second.getBean(Worker.class);
            await().until(() -> Thread.getAllStackTraces().values().stream().anyMatch(SignalsTest::isIdle));
            assertThat(successor.slots()).noneMatch(Slot::busy);

            first.stop();

            await().until(() -> successor.slots().stream().anyMatch(Slot::busy));
            assertThat(secondsFromReleaseToClaim()).isBetween(0.0, 1.0);
            new Http(port).post(run + "/cancel", "");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(run).get("status").stringValue().equals("cancelled"));
        } finally {
            first.start();
        }
        assertThat(eventsButEpochs())
                .containsExactly("created", "claimed", "released", "claimed", "cancel_requested", "ended");
    }

    private String submit() {
        return new Http(port).post("/v1/runs", """
                        {"model": "resnet-8", "activation": "relu", "dataset": "shapes", "epochs": 500, "batch_size": 32,
                         "learning_rate": 0.02, "validation_fraction": 0.9, "tags": ["takeover"]}""").json().get("id").stringValue();
    }

    private JsonNode get(String run) {
        return new Http(port).get(run).json();
    }

    /** Both times are the database's. */
    private double secondsFromReleaseToClaim() {
        return jdbc.sql("select extract(epoch from max(at) filter (where type = 'claimed')"
                        + " - max(at) filter (where type = 'released'))"
                        + " from run_event join run on run.id = run_id where 'takeover' = any (tags)")
                .query(Double.class)
                .single();
    }

    private List<String> eventsButEpochs() {
        return jdbc.sql("select type from run_event join run on run.id = run_id"
                        + " where 'takeover' = any (tags) and type <> 'epoch' order by sequence")
                .query(String.class)
                .list();
    }

    private ConfigurableApplicationContext secondService() {
        return new SpringApplicationBuilder(Trainyard.class)
                .initializers(context -> prepare((GenericApplicationContext) context))
                .run("--server.port=0", "--trainyard.worker.poll=1h");
    }

    private void prepare(GenericApplicationContext context) {
        context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests());
        context.registerBean(JdbcConnectionDetails.class, () -> database);
        context.registerBean(
                Clock.class,
                () -> Clock.offset(Clock.systemUTC(), Duration.ofDays(1)),
                definition -> definition.setPrimary(true));
    }

    /** Configurations of tests lie in the service's packages, and would be found there. */
    private static final class WithoutTests extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            return reader.getAnnotationMetadata().hasAnnotation(TestConfiguration.class.getName());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WithoutTests;
        }

        @Override
        public int hashCode() {
            return WithoutTests.class.hashCode();
        }
    }
}
