package dev.trainyard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does. */
abstract class ObjectStoreTest {
    @TempDir
    private Path folder;

    /** An empty store. */
    abstract ObjectStore store();

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "content", null), content);
    }

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private String read(String key) throws IOException {
        try (InputStream content = store().open(key)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsStoredIsFoundAgainAndTheFileStays() throws IOException {
        Path file = file("a version");
        store().put("datasets/one", file);
        Path target = folder.resolve("deeper").resolve("here");
        store().fetch("datasets/one", target);
        assertThat(target).hasContent("a version");
        assertThat(file).exists();
        assertThat(read("datasets/one")).isEqualTo("a version");
        assertThat(store().has("datasets/one")).isTrue();
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        store().put("datasets/empty", file(""));
        assertThat(store().has("datasets/empty")).isTrue();
        assertThat(read("datasets/empty")).isEmpty();
    }

    @Test
    void aLargeFileComesBackToTheByte() throws IOException {
        byte[] content = new byte[(12 << 20) + 345];
        new Random(1).nextBytes(content);
        store().put("datasets/large", file(content));
        Path target = folder.resolve("large");
        store().fetch("datasets/large", target);
        assertThat(Files.mismatch(target, file(content))).isEqualTo(-1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".half"));
        }
    }

    @Test
    void storingAgainReplaces() throws IOException {
        store().put("datasets/one", file("first"));
        store().put("datasets/one", file("second"));
        assertThat(read("datasets/one")).isEqualTo("second");
    }

    @Test
    void whatIsNotThereIsNoSuchFileAndLeavesNothing() throws IOException {
        assertThat(store().has("datasets/none")).isFalse();
        assertThatThrownBy(() -> store().open("datasets/none")).isInstanceOf(NoSuchFileException.class);
        Path target = folder.resolve("empty").resolve("none");
        assertThatThrownBy(() -> store().fetch("datasets/none", target)).isInstanceOf(NoSuchFileException.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void deletingIsForGoodAndMayBeRepeated() throws IOException {
        store().put("datasets/one", file("one"));
        store().delete("datasets/one");
        store().delete("datasets/one");
        assertThat(store().has("datasets/one")).isFalse();
    }

    @Test
    void keysAreListedByTheirBeginningInOrder() throws IOException {
        assertThat(store().list("uploads/")).isEmpty();
        for (String key : new String[] {"uploads/2/10", "uploads/1/2", "uploads/1/1", "datasets/one"}) {
            store().put(key, file(key));
        }
        assertThat(store().list("uploads/1/")).containsExactly("uploads/1/1", "uploads/1/2");
        assertThat(store().list("uploads/")).containsExactly("uploads/1/1", "uploads/1/2", "uploads/2/10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "datasets/../../x", "datasets//x", "datasets/", "Datasets/x", "a b"})
    void whatIsNoKeyIsRefused(String key) {
        assertThatThrownBy(() -> store().put(key, file("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().delete(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
