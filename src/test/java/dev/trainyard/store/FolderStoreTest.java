package dev.trainyard.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ObjectStoreTest {
    @TempDir
    private Path folder;

    @Override
    ObjectStore store() {
        return new FolderStore(folder.resolve("store"));
    }

    @Test
    void halfAFileOfAProcessThatWasKilledIsNotSeenAndIsDroppedLater() throws IOException {
        store().put("datasets/whole", Files.writeString(folder.resolve("file"), "whole"));
        Path half = Files.writeString(folder.resolve("store/datasets/killed123" + WholeFile.HALF), "ha");

        assertThat(store().list("datasets/")).containsExactly("datasets/whole");
        store().dropUnfinished(Instant.now().minus(Duration.ofHours(1)));
        assertThat(half).exists();
        store().dropUnfinished(Instant.now().plus(Duration.ofHours(1)));

        assertThat(half).doesNotExist();
        assertThat(store().has("datasets/whole")).isTrue();
    }
}
