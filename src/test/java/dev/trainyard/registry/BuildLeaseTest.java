package dev.trainyard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.dataset.Normalization;
import dev.trainyard.dataset.VersionSummary;
import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Who may write to a version that is made. */
@ServiceTest
class BuildLeaseTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final long TOKEN = 7;
    private static final MadeVersion MADE = new MadeVersion(
            new VersionSummary(
                    "a".repeat(64),
                    "b".repeat(64),
                    1,
                    List.of("a", "b"),
                    32,
                    List.of(1, 1),
                    List.of(1, 1),
                    0,
                    new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5))),
            Map.of());

    @LocalServerPort
    private int port;

    @Autowired
    private BuildQueue queue;

    @Autowired
    private VersionFiles files;

    @Autowired
    private DatasetVersionRepository versions;

    @Autowired
    private BuilderSwitch builder;

    @Autowired
    private ObjectStore store;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("database")
    private Clock clock;

    private Http http;
    private UUID version;

    @BeforeEach
    void bring() {
        http = new Http(port);
        http.post("/v1/datasets", "{\"name\": \"figures\"}");
        version = UUID.randomUUID();
    }

    @AfterEach
    void empty() {
        jdbc.sql("delete from dataset").update();
    }

    /** A version that another process makes, which last told of itself so long ago that its lease ends then. */
    private void beingMade(Duration lease) {
        jdbc.sql("""
                        insert into dataset_version (id, dataset_id, number, origin, options, status, attempt,
                                                     lease_holder, lease_token, lease_until, created_at)
                        select :id, id, 1, 'UPLOAD', '{}', 'BUILDING', 1, 'another', :token, :until, now()
                        from dataset""")
                .param("id", version)
                .param("token", TOKEN)
                .param("until", clock.instant().plus(lease).atOffset(ZoneOffset.UTC))
                .update();
    }

    private Build build(long token) {
        return new Build(
                version, token, Origin.UPLOAD, null, JsonMapper.shared().createObjectNode());
    }

    private String status() {
        return http.get("/v1/datasets/figures/versions/1").json().get("status").stringValue();
    }

    @Test
    void aMakerWhoseLeaseAnotherHasStopsAndChangesNothing() {
        beingMade(LEASE);

        assertThat(queue.renew(build(TOKEN - 1), LEASE)).as("is to stop").isTrue();
        assertThat(queue.succeed(build(TOKEN - 1), MADE)).isFalse();
        queue.fail(build(TOKEN - 1), "error", "late");
        assertThat(status()).isEqualTo("building");

        assertThat(queue.renew(build(TOKEN), LEASE)).isFalse();
        assertThat(queue.succeed(build(TOKEN), MADE)).isTrue();
        assertThat(status()).isEqualTo("ready");
        queue.fail(build(TOKEN), "error", "after the end");
        assertThat(status()).isEqualTo("ready");
    }

    @Test
    void aLateMakersFileIsNotThatOfTheVersion(@TempDir Path folder) throws IOException {
        beingMade(LEASE);
        files.publish(build(TOKEN - 2), Files.writeString(folder.resolve("killed"), "killed"), MADE.summary());
        files.publish(build(TOKEN), Files.writeString(folder.resolve("right"), "right"), MADE.summary());
        assertThat(queue.succeed(build(TOKEN), MADE)).isTrue();
        files.keepOnly(build(TOKEN));

        files.publish(build(TOKEN - 1), Files.writeString(folder.resolve("late"), "late"), MADE.summary());
        assertThat(queue.succeed(build(TOKEN - 1), MADE)).isFalse();
        files.withdraw(build(TOKEN - 1));

        String key = jdbc.sql("select file_key from dataset_version where id = :id")
                .param("id", version)
                .query(String.class)
                .single();
        assertThat(store.list("datasets/" + version)).containsExactly(key);
        assertThat(store.open(key)).hasContent("right");
        http.delete("/v1/datasets/figures/versions/1");
        await().until(() -> store.list("datasets/" + version).isEmpty());
    }

    @Test
    void aVersionWhoseMakerIsSilentIsTakenByAnother() {
        beingMade(LEASE.negated());

        // It finds no archive, which is how we see that it tried.
        await().atMost(Duration.ofSeconds(20)).until(() -> status().equals("failed"));
        assertThat(http.get("/v1/datasets/figures/versions/1")
                        .json()
                        .get("reason")
                        .stringValue())
                .isEqualTo("upload_gone");
    }

    @Test
    void aVersionWhoseMakerIsSilentCountsAsOneThatWaits() {
        builder.stop();
        try {
            beingMade(LEASE);
            assertThat(versions.countBeingMade(clock.instant())).isEqualTo(1);
            assertThat(versions.longestWaiting(clock.instant())).isNull();

            Instant later = clock.instant().plus(LEASE.multipliedBy(2));
            assertThat(versions.countBeingMade(later)).isZero();
            assertThat(versions.longestWaiting(later)).isNotNull();
        } finally {
            builder.start();
        }
    }

    @Test
    void aVersionThatIsCancelledWhileItIsMadeEndsWhenItsMakerHearsOfIt() {
        beingMade(LEASE);

        Http.Answer answer = http.post("/v1/datasets/figures/versions/1/cancel", "");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(status()).isEqualTo("building");
        assertThat(queue.renew(build(TOKEN), LEASE)).as("is to stop").isTrue();
        queue.release(build(TOKEN));

        assertThat(status()).isEqualTo("cancelled");
        assertThat(http.post("/v1/datasets/figures/versions/1/cancel", "").status())
                .isEqualTo(409);
        assertThat(http.post("/v1/datasets/figures/versions/1/resume", "").status())
                .isEqualTo(202);
    }
}
