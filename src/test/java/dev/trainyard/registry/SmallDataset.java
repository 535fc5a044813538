package dev.trainyard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.archive.PictureArchive;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.run.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/** A data set of which a network has seen all in some milliseconds, for tests of what is around the training. */
public final class SmallDataset {
    /** As a run's {@code dataset} has it. */
    public static final String NAME = "figures@1";

    /** Images to train on, those to validate on included. */
    public static final int TRAIN = 160;

    private SmallDataset() {}

    /** Has the service make it from an archive, in which one picture is none, unless it has it. */
    public static void bring(Http http) {
        if (http.post("/v1/datasets", "{\"name\": \"figures\"}").status() == 409) {
            return;
        }
        Http.Answer begun = http.send(
                "POST",
                "/v1/datasets/figures/versions?on_damaged=skip",
                "application/zip",
                BodyPublishers.ofByteArray(archive()));
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String path = begun.header("Location");
        await().until(() -> http.get(path).json().get("status").stringValue().equals("ready"));
    }

    private static byte[] archive() {
        try {
            return PictureArchive.of(new DatasetCatalog(Path.of("target", "no-data")).load("shapes"), TRAIN)
                    .add("train/circle/broken.png", new byte[100])
                    .zip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
