package dev.trainyard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class VersionCacheTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-29T10:00:00Z");
    private final InstantSource instants = () -> now;
    private final Clock clock = instants.withZone(ZoneOffset.UTC);

    private VersionCache cacheOf(long bytes) {
        return new VersionCache(folder, new CacheSettings(DataSize.ofBytes(bytes)), clock);
    }

    private void get(VersionCache cache, String name) throws IOException {
        cache.get(sha256(name), target -> Files.write(target, content(name)));
        now = now.plus(Duration.ofHours(1));
    }

    /** A hundred bytes that are another's for each name. */
    private static byte[] content(String name) {
        return name.repeat(100).getBytes(StandardCharsets.US_ASCII);
    }

    private static String sha256(String name) {
        return DigestUtils.sha256Hex(content(name));
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> there =
                    files.map(file -> file.getFileName().toString()).toList();
            return Stream.of("a", "b", "c")
                    .filter(name -> there.contains(sha256(name)))
                    .toList();
        }
    }

    @Test
    void whatWasNotUsedForLongestGoes() throws IOException {
        VersionCache cache = cacheOf(250);
        get(cache, "a");
        get(cache, "b");
        get(cache, "a");

        get(cache, "c");

        assertThat(kept()).containsExactly("a", "c");
        assertThat(cache.has(sha256("b"))).isFalse();
    }

    @Test
    void aFileThatIsThereIsNotBroughtAgain() throws IOException {
        VersionCache cache = cacheOf(250);
        get(cache, "a");

        Path file = cache.get(sha256("a"), target -> {
            throw new IOException("the store is away");
        });

        assertThat(file).hasSize(100);
    }

    @Test
    void whatWasJustAskedForStaysHoweverSmallTheLimitIs() throws IOException {
        VersionCache cache = cacheOf(0);
        Path first = cache.get(sha256("a"), target -> Files.write(target, content("a")));
        Path second = cache.get(sha256("b"), target -> Files.write(target, content("b")));

        assertThat(first).exists();
        assertThat(second).exists();
        now = now.plus(Duration.ofHours(1));
        get(cache, "c");
        assertThat(kept()).containsExactly("c");
    }

    @Test
    void whatIsNotWhatItShouldBeIsNotLetInAndLeavesNothing() throws IOException {
        VersionCache cache = cacheOf(250);

        assertThatThrownBy(() -> cache.get(sha256("a"), target -> Files.write(target, content("b"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sha256("b"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
