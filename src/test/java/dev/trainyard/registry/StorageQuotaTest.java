package dev.trainyard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.access.AccessFixture;
import dev.trainyard.access.ClosedServiceTest;
import dev.trainyard.access.Role;
import dev.trainyard.run.Http;
import dev.trainyard.store.ObjectStore;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A quota of 2,000,000 bytes in the store for each owner. */
@ClosedServiceTest
class StorageQuotaTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AccessFixture access;

    @Autowired
    private ObjectStore store;

    private Http ann;

    @BeforeEach
    void connect() {
        access.reset();
        ann = new Http(port).as(access.token("ann", Role.SUBMITTER));
        ann.post("/v1/datasets", "{\"name\": \"birds\"}");
    }

    @AfterEach
    void leaveNothing() {
        access.reset();
    }

    private static Http.Answer put(Http caller, String upload, int number, int bytes) {
        return caller.send(
                "PUT",
                "%s/parts/%d".formatted(upload, number),
                "application/octet-stream",
                BodyPublishers.ofByteArray(new byte[bytes]));
    }

    private static UUID uuid(String upload) {
        return DatasetIds.UPLOAD
                .parse(upload.substring(upload.lastIndexOf('/') + 1))
                .orElseThrow();
    }

    @Test
    void whatAnOwnersArchivesTakeIsLimitedUntilSomeAreDeleted() throws IOException {
        String upload = ann.post("/v1/datasets/birds/uploads", "{}").header("Location");
        assertThat(put(ann, upload, 1, 1_500_000).status()).isEqualTo(200);

        assertThat(put(ann, upload, 1, 1_500_000).status())
                .as("in its own place")
                .isEqualTo(200);
        Http.Answer refused = put(ann, upload, 2, 600_000);

        assertThat(refused.status()).isEqualTo(429);
        JsonNode problem = refused.json();
        assertThat(problem.get("code").stringValue()).isEqualTo("quota_exceeded");
        assertThat(problem.get("quota").stringValue()).isEqualTo("dataset_bytes");
        assertThat(problem.get("used").longValue()).isEqualTo(1_500_000);
        assertThat(problem.get("asked").longValue()).isEqualTo(600_000);
        assertThat(ann.get(upload).json().get("parts")).hasSize(1);
        assertThat(store.list("uploads/" + uuid(upload))).hasSize(1);
        assertThat(ann.delete(upload).status()).isEqualTo(204);
        String next = ann.post("/v1/datasets/birds/uploads", "{}").header("Location");
        assertThat(put(ann, next, 1, 600_000).status()).isEqualTo(200);
    }

    @Test
    void whoHasNoRoomBeginsNoVersionAndOthersDo() {
        String upload = ann.post("/v1/datasets/birds/uploads", "{}").header("Location");
        assertThat(put(ann, upload, 1, 2_000_000).status()).isEqualTo(200);

        assertThat(ann.post("/v1/datasets/birds/uploads", "{}").status()).isEqualTo(429);
        assertThat(ann.post(
                                "/v1/datasets/birds/expansions",
                                "{\"base\": \"shapes\", \"images\": [{\"url\": \"http://a.example/1.png\", \"label\": \"ring\"}]}")
                        .status())
                .isEqualTo(429);
        assertThat(ann.post(upload + "/complete", "").status())
                .as("all of it is here")
                .isEqualTo(202);
        Http bob = new Http(port).as(access.token("bob", Role.SUBMITTER));
        bob.post("/v1/datasets", "{\"name\": \"fish\"}");
        assertThat(bob.post("/v1/datasets/fish/uploads", "{}").status()).isEqualTo(201);
    }
}
