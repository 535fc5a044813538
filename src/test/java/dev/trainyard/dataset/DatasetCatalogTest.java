package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trainyard.SharedFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCatalogTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

    @TempDir
    private Path dataDirectory;

    @Test
    void theThreeSetsAreNamed() {
        assertThat(new DatasetCatalog(dataDirectory).names()).containsExactly("cifar-10", "cifar-100", "shapes");
    }

    @Test
    void onlyShapesIsAvailableInAnEmptyDirectory() {
        assertThat(new DatasetCatalog(dataDirectory).describe())
                .filteredOn(DatasetDescription::available)
                .map(DatasetDescription::name)
                .containsExactly("shapes");
    }

    @Test
    void aSetWhoseFilesAreThereIsAvailable() throws Exception {
        Files.createDirectory(dataDirectory.resolve("cifar-10-batches-bin"));
        Files.createFile(dataDirectory.resolve("cifar-100-binary.tar.gz"));

        assertThat(new DatasetCatalog(dataDirectory).describe()).allMatch(DatasetDescription::available);
    }

    @Test
    void theDescriptionsHaveTheSizesOfTheOriginals() {
        assertThat(new DatasetCatalog(dataDirectory).describe().get(1))
                .extracting(
                        DatasetDescription::classes, DatasetDescription::trainImages, DatasetDescription::testImages)
                .containsExactly(100, 50_000, 10_000);
    }

    @Test
    void theNamesOfTheClassesAreKnownWithoutTheFiles() {
        DatasetCatalog catalog = new DatasetCatalog(dataDirectory, NOWHERE);
        assertThat(catalog.classes("cifar-10")).hasSize(10).startsWith("airplane", "automobile", "bird");
        assertThat(catalog.classes("cifar-100"))
                .hasSize(100)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("aquarium_fish", "worm");
        assertThat(catalog.classes("shapes")).isEqualTo(catalog.load("shapes").classes());
    }

    @Test
    void theNamesAreThoseOfTheFiles() throws Exception {
        DatasetCatalog catalog = new DatasetCatalog(SharedFiles.cifar10(), NOWHERE);
        assertThat(catalog.load("cifar-10").classes()).isEqualTo(catalog.classes("cifar-10"));
    }

    @Test
    void offlineTheErrorSaysWhichFilesToPutWhere() {
        assertThatExceptionOfType(DatasetUnavailableException.class)
                .isThrownBy(() -> new DatasetCatalog(dataDirectory, NOWHERE).load("cifar-10"))
                .withMessageContainingAll(
                        "cifar-10-batches-bin", "cifar-10-binary.tar.gz", NOWHERE.toString(), dataDirectory.toString());
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetCatalog(dataDirectory).load("mnist"))
                .withMessageContainingAll("mnist", "cifar-10", "cifar-100", "shapes");
    }

    @Test
    void workersThatLoadTheSameSetShareIt() throws Exception {
        CountingSource source = new CountingSource();
        DatasetCatalog catalog = new DatasetCatalog(List.of(source));
        Callable<Dataset> worker = () -> catalog.load("counted");
        ExecutorService workers = Executors.newFixedThreadPool(4);
        List<Dataset> loaded = new ArrayList<>();
        for (Future<Dataset> future : workers.invokeAll(Collections.nCopies(4, worker))) {
            loaded.add(future.get());
        }
        workers.shutdown();

        assertThat(source.loads).hasValue(1);
        assertThat(loaded).allMatch(dataset -> dataset.train() == loaded.get(0).train());
    }

    @Test
    void aSetThatWasUnavailableIsTriedAgain() throws Exception {
        DatasetCatalog catalog = new DatasetCatalog(dataDirectory, NOWHERE);
        assertThatExceptionOfType(DatasetUnavailableException.class).isThrownBy(() -> catalog.load("cifar-10"));
        Path directory = Files.createDirectory(dataDirectory.resolve("cifar-10-batches-bin"));

        assertThatExceptionOfType(DatasetUnavailableException.class)
                .isThrownBy(() -> catalog.load("cifar-10"))
                .withMessageContainingAll(directory.resolve("batches.meta.txt").toString(), "missing");
    }

    private static final class CountingSource implements Source {
        private final AtomicInteger loads = new AtomicInteger();

        @Override
        public DatasetDescription describe() {
            return new DatasetDescription(
                    "counted", "Counts how often it is loaded.", 2, List.of("a", "b"), 32, 2, 2, true, Images.UNIT);
        }

        @Override
        public List<String> classes() {
            return List.of("a", "b");
        }

        @Override
        public Dataset load() {
            loads.incrementAndGet();
            return new Dataset("counted", List.of("a", "b"), Images.random(2), Images.random(2), Images.UNIT);
        }
    }
}
