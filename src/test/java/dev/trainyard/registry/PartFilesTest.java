package dev.trainyard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.trainyard.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFilesTest {
    private static final byte[] CONTENT = new byte[100_000];
    private static final List<UploadStore.Part> PARTS = List.of(
            new UploadStore.Part(1, CONTENT.length, DigestUtils.sha256Hex(CONTENT), "1"),
            new UploadStore.Part(2, CONTENT.length, DigestUtils.sha256Hex(CONTENT), "2"));

    @TempDir
    private Path directory;

    private final ObjectStore store = mock(ObjectStore.class);
    private PartFiles files;

    @BeforeEach
    void fill() throws IOException {
        when(store.open(any())).thenAnswer(open -> new ByteArrayInputStream(CONTENT));
        files = new PartFiles(store, directory);
    }

    @Test
    void whileALargePartIsWrittenItIsToldHowFarItIsAndWhoeverCancelsIsHeard() throws IOException {
        List<Long> told = new ArrayList<>();
        files.join(UUID.randomUUID(), PARTS, directory.resolve("archive"), told::add);

        assertThat(told).hasSizeGreaterThan(4).isSorted().endsWith(200_000L);
        assertThat(directory.resolve("archive")).hasSize(200_000);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> files.join(UUID.randomUUID(), PARTS, directory.resolve("archive"), bytes -> {
                    throw new CancellationException();
                }));
    }
}
