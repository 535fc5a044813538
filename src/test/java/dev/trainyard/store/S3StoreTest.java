package dev.trainyard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class S3StoreTest extends ObjectStoreTest {
    /** The smallest that S3 takes, so that the large file is of three. */
    private static final int PART = 5 << 20;

    private static S3Server server;
    private static S3Client client;

    @TempDir
    private Path folder;

    private S3Store store;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start();
        client = server.client(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void aPartOfTheBucketForEachTest(TestInfo test) {
        store = new S3Store(
                client, S3Server.BUCKET, "prefix/" + test.getDisplayName().hashCode() + "/", PART);
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void whatIsElsewhereInTheBucketIsNotSeen() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "other");
        new S3Store(client, S3Server.BUCKET, "other/", PART).put("datasets/other", file);
        assertThat(store.list("datasets/")).isEmpty();
        assertThat(store.has("datasets/other")).isFalse();
    }

    @Test
    void moreKeysThanOnePageAreAllListed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        for (int i = 0; i < 1_001; i++) {
            store.put("uploads/%04d".formatted(i), file);
        }
        assertThat(store.list("uploads/"))
                .hasSize(1_001)
                .startsWith("uploads/0000")
                .endsWith("uploads/1000");
    }

    @Test
    void whatAKilledProcessBeganToSendIsDroppedLater(TestInfo test) throws IOException {
        String name =
                "prefix/%d/datasets/killed".formatted(test.getDisplayName().hashCode());
        client.createMultipartUpload(request -> request.bucket(S3Server.BUCKET).key(name));

        store.dropUnfinished(Instant.now().minus(Duration.ofHours(1)));
        assertThat(unfinished(name)).hasSize(1);
        store.dropUnfinished(Instant.now().plus(Duration.ofHours(1)));

        assertThat(unfinished(name)).isEmpty();
    }

    private static List<String> unfinished(String name) {
        return client
                .listMultipartUploads(request -> request.bucket(S3Server.BUCKET).prefix(name))
                .uploads()
                .stream()
                .map(upload -> upload.key())
                .toList();
    }

    @Test
    void aBucketThatIsNotThereIsSaidAtTheStart() {
        store.requireBucket();
        assertThatThrownBy(() -> new S3Store(client, "nobodys-bucket", "").requireBucket())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("trainyard.store.location: the store answers 404 for the bucket nobodys-bucket");
    }

    @Test
    void aWrongKeyIsSaidAtTheStart() {
        try (S3Store stranger = new S3Store(server.client(S3Server.ACCESS_KEY, "guessed"), S3Server.BUCKET, "")) {
            assertThatThrownBy(stranger::requireBucket)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("trainyard.store.location: the store answers 403 for the bucket trainyard");
            assertThatThrownBy(() -> stranger.has("datasets/one"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("datasets/one in the bucket trainyard");
        }
    }

    @Test
    void aStoreThatIsAwayLetsTheServiceStartAndIsAnErrorWhenItIsNeeded() throws IOException {
        S3Server gone = S3Server.start();
        try (S3Store away = new S3Store(gone.client(S3Server.ACCESS_KEY, S3Server.SECRET_KEY), S3Server.BUCKET, "")) {
            gone.close();
            assertThatCode(away::requireBucket).doesNotThrowAnyException();
            Path target = folder.resolve("target");
            assertThatThrownBy(() -> away.fetch("datasets/one", target)).isInstanceOf(IOException.class);
            assertThat(target).doesNotExist();
        }
    }
}
