package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.trainyard.dataset.FileServer.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/sets");

    @TempDir
    private Path temporary;

    private final SmallCifar small = new SmallCifar(1);
    private byte[] packed;
    private Archive archive;
    private Path dataDirectory;
    private Archives offline;

    @BeforeEach
    void pack() throws IOException {
        packed = small.packed("gz");
        archive = SmallCifar.archive(packed);
        dataDirectory = Files.createDirectory(temporary.resolve("data"));
        offline = new Archives(dataDirectory, NOWHERE);
    }

    @Test
    void filesThatAreUnpackedAreTaken() throws IOException {
        small.write(dataDirectory);

        assertThat(offline.has(archive)).isTrue();
        assertThat(offline.unpacked(archive)).isEqualTo(dataDirectory.resolve(SmallCifar.DIRECTORY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz"})
    void anArchiveIsUnpackedAndKept(String compression) throws IOException {
        Path file = Files.write(dataDirectory.resolve("small.tar." + compression), small.packed(compression));
        assertThat(offline.has(archive)).isTrue();

        Path directory = offline.unpacked(archive);

        assertThat(directory.resolve("test.bin")).hasBinaryContent(small.file("test.bin"));
        assertThat(visible()).containsExactlyInAnyOrder(file, directory);
    }

    @Test
    void anArchiveThatIsNotThereIsDownloadedUnpackedAndRemoved() throws IOException {
        try (FileServer server = new FileServer(packed, Behaviour.HONOURS_RANGES)) {
            Archives archives = new Archives(temporary.resolve("data/new"), server.address());
            assertThat(archives.has(archive)).isFalse();

            Path directory = archives.unpacked(archive);

            assertThat(directory.resolve("test.bin")).hasBinaryContent(small.file("test.bin"));
            assertThat(directory.resolveSibling("small.tar.gz")).doesNotExist();
        }
    }

    @Test
    void twoWhoWantTheSameArchiveDownloadItOnce() throws Exception {
        try (FileServer server = new FileServer(packed, Behaviour.HONOURS_RANGES)) {
            Callable<Path> worker = () -> new Archives(dataDirectory, server.address()).unpacked(archive);
            ExecutorService workers = Executors.newFixedThreadPool(4);
            for (var directory : workers.invokeAll(List.of(worker, worker, worker, worker))) {
                assertThat(directory.get()).isDirectory();
            }
            workers.shutdown();

            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void anArchiveThatReachesOutOfItsDirectoryIsRefused() throws IOException {
        Map<String, byte[]> entries = Map.of("small-bin/../../../evil.txt", new byte[] {1});
        Files.write(dataDirectory.resolve("small.tar.gz"), SmallCifar.tar(entries, "gz"));

        assertThatIOException()
                .isThrownBy(() -> offline.unpacked(archive))
                .withMessageContainingAll("small.tar.gz cannot be unpacked", "evil.txt");

        assertThat(temporary.resolve("evil.txt")).doesNotExist();
        assertThat(temporary.resolve("data/evil.txt")).doesNotExist();
    }

    @Test
    void aBrokenArchiveLeavesNothingBehindAndIsNamed() throws IOException {
        Path file = Files.write(dataDirectory.resolve("small.tar.gz"), Arrays.copyOf(packed, packed.length / 2));

        assertThatIOException()
                .isThrownBy(() -> offline.unpacked(archive))
                .withMessageContaining("small.tar.gz cannot be unpacked");

        assertThat(visible()).containsExactly(file);
        assertThat(dataDirectory.resolve(".small-bin.unpacking")).doesNotExist();
    }

    @Test
    void anArchiveOfSomethingElseIsNamed() throws IOException {
        byte[] other = SmallCifar.tar(Map.of("readme.txt", new byte[] {1}), "gz");
        Files.write(dataDirectory.resolve("small.tar.gz"), other);

        assertThatIOException()
                .isThrownBy(() -> offline.unpacked(archive))
                .withMessageContaining("small.tar.gz has no directory small-bin");
    }

    @Test
    void whatAnInterruptedUnpackingLeftIsCleared() throws IOException {
        Path left = Files.createDirectories(dataDirectory.resolve(".small-bin.unpacking/small-bin"));
        Files.write(left.resolve("test.bin"), new byte[] {1});
        Files.write(dataDirectory.resolve("small.tar.gz"), packed);

        Path directory = offline.unpacked(archive);

        assertThat(directory.resolve("test.bin")).hasBinaryContent(small.file("test.bin"));
    }

    @Test
    void offlineTheErrorSaysWhichFilesToPutWhere() {
        assertThatExceptionOfType(DatasetUnavailableException.class)
                .isThrownBy(() -> small.source(archive, offline).load())
                .withMessageContainingAll(
                        "small is not available",
                        "small-bin",
                        "http://127.0.0.1:9/sets/small.tar.gz",
                        dataDirectory.toString());
    }

    @Test
    void aDataSetIsLoadedFromItsFiles() throws IOException {
        small.write(dataDirectory);
        Cifar source = small.source(archive, offline);

        Dataset dataset = source.load();

        assertThat(dataset.name()).isEqualTo("small");
        assertThat(dataset.classes()).contains("seven");
        assertThat(dataset.train().size()).isEqualTo(6);
        assertThat(dataset.test().size()).isEqualTo(2);
        assertThat(source.describe()).extracting(DatasetDescription::available).isEqualTo(true);
    }

    private List<Path> visible() throws IOException {
        try (var files = Files.list(dataDirectory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
