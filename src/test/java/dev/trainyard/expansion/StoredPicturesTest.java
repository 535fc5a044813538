package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.dataset.Part;
import dev.trainyard.run.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database keeps of pictures and sources, whoever writes and how often. */
@ServiceTest
class StoredPicturesTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final String FIRST = "http://example.com/1.png";
    private static final String SECOND = "http://example.com/2.png";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ImageStore images;

    @Autowired
    private SourceStore sources;

    @Autowired
    private ExpansionMaker maker;

    private final UUID version = UUID.randomUUID();

    @BeforeEach
    void bring() {
        jdbc.sql("""
                        with made as (
                            insert into dataset (id, name, owner, shared, created_at)
                            values (gen_random_uuid(), 'figures', 'me', false, now()) returning id)
                        insert into dataset_version (id, dataset_id, number, origin, options, status, reason, created_at, ended_at)
                        select :id, id, 1, 'EXPANSION', '{}', 'FAILED', 'error', now(), now() from made""").param("id", version).update();
        images.add(version, List.of(new WantedImage(FIRST, "a", Part.TRAIN, null)));
    }

    @AfterEach
    void empty() {
        jdbc.sql("delete from dataset").update();
    }

    private static ImageStore.Fetched fetched() {
        return new ImageStore.Fetched(FIRST, "image/png", 1, 32, 32, "a".repeat(64), new byte[] {1}, "b".repeat(64));
    }

    private List<String> column(String name) {
        return jdbc.sql("select %s from expansion_image where version_id = :version order by number".formatted(name))
                .param("version", version)
                .query(String.class)
                .list();
    }

    @Test
    void whoeverComesLateChangesNothingOfWhatWasFetched() {
        images.refused(version, 1, Fate.GONE, "404", NOW);

        images.fetched(version, 1, fetched(), NOW);
        images.refused(version, 1, Fate.FAILED, "500", NOW);

        assertThat(column("fetch_fate")).containsExactly("gone");
        assertThat(column("detail")).containsExactly("404");
        assertThat(column("pixels_sha256")).containsOnlyNulls();
    }

    @Test
    void aSourceIsReadOnceWhoeverReadsIt() {
        sources.add(version, List.of(new WantedSource(WantedSource.Kind.PAGE, "http://example.com/", "a")));
        SourceStore.Place place = sources.unread(version).get(0);

        sources.read(version, place, SourceStore.Outcome.of(List.of(SECOND)));
        sources.read(version, place, SourceStore.Outcome.of(List.of("http://example.com/3.png")));

        assertThat(column("url")).containsExactly(FIRST, SECOND);
    }

    @Test
    void aSourceThatFailedIsReadAgainAndItsPicturesAreThereOnce() {
        sources.add(version, List.of(new WantedSource(WantedSource.Kind.SITEMAP, "http://example.com/", "a")));
        SourceStore.Place place = sources.unread(version).get(0);
        sources.read(version, place, new SourceStore.Outcome(List.of(SECOND), Fate.FAILED, "no answer"));
        assertThat(sources.unread(version)).isEmpty();

        sources.forgetFailures(version);
        assertThat(sources.unread(version)).containsExactly(place);
        sources.read(version, place, SourceStore.Outcome.of(List.of(SECOND, "http://example.com/3.png")));

        assertThat(column("url")).containsExactly(FIRST, SECOND, "http://example.com/3.png");
        sources.forgetFailures(version);
        assertThat(sources.unread(version)).isEmpty();
    }

    @Test
    void aDecisionThatIsMadeAgainForgetsTheReasonOfTheFirst() {
        images.decide(version, List.of(new Decided(1, Fate.LEAKED, "it equals an image to test with")));
        images.decide(version, List.of(new Decided(1, Fate.ADDED, null)));

        assertThat(column("fate")).containsExactly("added");
        assertThat(column("detail")).containsOnlyNulls();
    }

    @Test
    void deletionsKeepOriginsInOneOrderSoThatNoTwoWaitForEachOther() {
        String site = "http://example.com/" + version;
        images.add(
                version,
                List.of(
                        new WantedImage(site + "/2", "a", Part.TRAIN, null),
                        new WantedImage(site + "/1", "a", Part.TRAIN, null)));
        images.fetched(version, 2, fetched(), NOW);
        images.fetched(version, 3, fetched(), NOW);

        CompletableFuture<Integer> deletion = transaction.execute(status -> {
            keepOrigin(site + "/1");
            int process =
                    jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
            CompletableFuture<Integer> other =
                    CompletableFuture.supplyAsync(() -> jdbc.sql("delete from dataset_version where id = :id")
                            .param("id", version)
                            .update());
            await().until(() -> isWaitedFor(process));
            keepOrigin(site + "/2");
            return other;
        });

        assertThat(deletion).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1);
    }

    private void keepOrigin(String url) {
        jdbc.sql("insert into expansion_origin (url, file_sha256, pixels_sha256) values (:url, :file, :pixels)")
                .param("url", url)
                .param("file", fetched().fileSha256())
                .param("pixels", fetched().pixelsSha256())
                .update();
    }

    private boolean isWaitedFor(int process) {
        return jdbc.sql(
                        "select exists (select from pg_locks where not granted and :process = any(pg_blocking_pids(pid)))")
                .param("process", process)
                .query(Boolean.class)
                .single();
    }

    @Test
    void pixelsGoAlsoWhereTheMakerDiedWhenTheVersionWasReady() {
        images.fetched(version, 1, fetched(), NOW);
        maker.dropPixels();
        assertThat(column("pixels")).as("of a version that may be resumed").doesNotContainNull();

        jdbc.sql("""
                update dataset_version set status = 'READY', reason = null, sha256 = :hash, file_sha256 = :hash, bytes = 1,
                    contents = '{}', file_key = 'datasets/made' where id = :id""").param("hash", "0".repeat(64)).param("id", version).update();
        maker.dropPixels();

        assertThat(column("pixels")).containsOnlyNulls();
    }
}
