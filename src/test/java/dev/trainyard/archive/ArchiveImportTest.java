package dev.trainyard.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.VersionFile;
import dev.trainyard.dataset.VersionSummary;
import dev.trainyard.picture.Fitting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveImportTest {
    private static final Dataset SHAPES = new DatasetCatalog(Path.of("target", "no-data")).load("shapes");
    private static final ImportOptions OPTIONS = new ImportOptions(32, Fitting.CROP, 0.25, 0, false);

    @TempDir
    private Path directory;

    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = directory.resolve("version");
    }

    private ArchiveImport.Imported take(byte[] archive, ImportOptions options) throws Exception {
        return take(archive, options, (phase, done, total) -> assertThat(done).isLessThanOrEqualTo(total));
    }

    private ArchiveImport.Imported take(byte[] archive, ImportOptions options, ImportProgress progress)
            throws Exception {
        Path file = Files.write(directory.resolve("archive"), archive);
        return ArchiveImport.run(file, ArchiveLimits.DEFAULT, options, directory, target, progress);
    }

    private VersionSummary take(byte[] archive) throws Exception {
        return take(archive, OPTIONS).summary();
    }

    @Test
    void thePicturesOfAnArchiveAreThoseOfTheVersion() throws Exception {
        VersionSummary summary = take(PictureArchive.of(SHAPES, 400).zip());

        assertThat(summary.classes()).containsExactlyInAnyOrderElementsOf(SHAPES.classes());
        assertThat(summary.trainCounts()).containsOnly(40);
        assertThat(summary.testCounts()).containsOnly(10);
        assertThat(summary.added()).isZero();
        Dataset version = VersionFile.read(target, "version");
        assertThat(contents(version.train(), version, 400)).isEqualTo(contents(SHAPES.train(), SHAPES, 400));
        assertThat(contents(version.test(), version, 100)).isEqualTo(contents(SHAPES.test(), SHAPES, 100));
    }

    /** Class and pixels of each image, whatever their order. */
    private static String[] contents(ImageSet images, Dataset dataset, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> dataset.classes().get(images.label(i)) + Arrays.toString(images.image(i)))
                .sorted()
                .toArray(String[]::new);
    }

    @Test
    void theSamePicturesMakeTheSameVersionWhateverTheirArchiveTheirNamesAndTheirOrder() throws Exception {
        PictureArchive archive = PictureArchive.of(SHAPES, 400);
        VersionSummary first = take(archive.zip());

        assertThat(take(archive.tar())).isEqualTo(first);
        assertThat(take(archive.tarGz())).isEqualTo(first);
        assertThat(take(archive.reversedIn("shapes/of my own").tarGz())).isEqualTo(first);
        assertThat(take(PictureArchive.of(SHAPES, 396).zip()).sha256()).isNotEqualTo(first.sha256());
    }

    @Test
    void whereNoFolderTellsWhatIsToTestWithPixelsAndSeedDo() throws Exception {
        PictureArchive archive = new PictureArchive();
        for (int i = 0; i < 800; i++) {
            archive.add(
                    SHAPES.classes().get(SHAPES.train().label(i)) + "/" + i + ".png",
                    PictureArchive.png(SHAPES.train(), i));
        }

        VersionSummary first = take(archive.zip());

        assertThat(sum(first)).isEqualTo(800);
        int test = first.testCounts().stream().mapToInt(Integer::intValue).sum();
        assertThat(test).isBetween(150, 250); // a quarter, by chance
        assertThat(take(archive.reversedIn("x").tar())).isEqualTo(first);
        VersionSummary other = take(archive.zip(), new ImportOptions(32, Fitting.CROP, 0.25, 1, false))
                .summary();
        assertThat(other.sha256()).isNotEqualTo(first.sha256());
    }

    private static int sum(VersionSummary summary) {
        return IntStream.concat(
                        summary.trainCounts().stream().mapToInt(Integer::intValue),
                        summary.testCounts().stream().mapToInt(Integer::intValue))
                .sum();
    }

    @Test
    void picturesOfOtherSizesBecomeOnesOfTheSizeThatIsAskedFor() throws Exception {
        byte[] archive = new PictureArchive()
                .add("train/red/1.png", PictureArchive.png(200, 0xff0000))
                .add("train/blue/1.png", PictureArchive.png(7, 0x0000ff))
                .add("test/red/1.png", PictureArchive.png(64, 0xff0000))
                .zip();

        VersionSummary summary = take(archive, new ImportOptions(64, Fitting.FIT, 0.25, 0, false))
                .summary();

        assertThat(summary.side()).isEqualTo(64);
        assertThat(summary.classes()).containsExactly("blue", "red");
        assertThat(summary.testCounts()).containsExactly(0, 1);
        assertThat(summary.normalization().mean()).containsExactly(0.5, 0.0, 0.5);
        assertThat(summary.normalization().std()).containsExactly(0.5, 0.001, 0.5);
        assertThat(VersionFile.read(target, "x").train().height()).isEqualTo(64);
    }

    @Test
    void foldersThatAreNumbersAreInTheOrderOfNumbers() throws Exception {
        PictureArchive archive = new PictureArchive().add("test/0/a.png", PictureArchive.png(32, 1));
        for (int i = 0; i < 12; i++) {
            archive.add("train/%d/a.png".formatted(i), PictureArchive.png(32, i));
        }

        assertThat(take(archive.zip()).classes())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    }

    @Test
    void aPictureThatIsNotReadFailsTheImportByItsNameOrIsLeftOutAndCounted() throws Exception {
        byte[] picture = PictureArchive.png(32, 7);
        byte[] archive = new PictureArchive()
                .add("train/a/1.png", picture)
                .add("train/b/1.png", picture)
                .add("train/b/broken.png", Arrays.copyOf(picture, picture.length / 2))
                .add("train/b/vector.png", "<svg/>".getBytes(UTF_8))
                .add("test/b/1.png", picture)
                .add("LICENCE.md", new byte[10])
                .add("__MACOSX/train/b/._1.png", new byte[10])
                .add("train/a/.DS_Store", new byte[10])
                .zip();

        assertThatExceptionOfType(MalformedArchiveException.class)
                .isThrownBy(() -> take(archive))
                .withMessageContaining("2 pictures are not read")
                .withMessageContaining("train/b/broken.png (damaged), train/b/vector.png (wrong_type)");
        ArchiveImport.Imported imported = take(archive, new ImportOptions(32, Fitting.CROP, 0.25, 0, true));
        assertThat(imported.leftOut())
                .containsOnly(entry("damaged", 1L), entry("wrong_type", 1L), entry("not_a_picture", 1L));
        assertThat(sum(imported.summary())).isEqualTo(3);
    }

    private static Map.Entry<String, Long> entry(String name, long count) {
        return Map.entry(name, count);
    }

    @Test
    void theBinaryFilesOfCifarAreReadToo() throws Exception {
        byte[] names = String.join("\n", SHAPES.classes()).getBytes(UTF_8);
        byte[] archive = new PictureArchive()
                .add("cifar/batches.meta.txt", names)
                .add("cifar/data_batch_1.bin", binary(SHAPES.train(), 40))
                .add("cifar/test_batch.bin", binary(SHAPES.test(), 10))
                .tarGz();

        VersionSummary summary = take(archive);

        assertThat(summary.classes()).isEqualTo(SHAPES.classes());
        Dataset version = VersionFile.read(target, "version");
        assertThat(contents(version.train(), version, 40)).isEqualTo(contents(SHAPES.train(), SHAPES, 40));
        assertThat(summary.testCounts()).containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "decode", "write"})
    void whoeverCancelsIsHeardInEachPhase(String last) throws Exception {
        byte[] pictures = PictureArchive.of(SHAPES, 40).zip();
        byte[] binary = new PictureArchive()
                .add("batches.meta.txt", String.join("\n", SHAPES.classes()).getBytes(UTF_8))
                .add("data_batch_1.bin", binary(SHAPES.train(), 40))
                .add("test_batch.bin", binary(SHAPES.test(), 10))
                .tarGz();
        for (byte[] archive : new byte[][] {pictures, binary}) {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> take(archive, OPTIONS, (phase, done, total) -> {
                        if (phase.equals(last)) {
                            throw new CancellationException();
                        }
                    }));
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.map(Path::getFileName).map(Path::toString)).containsOnly("archive");
            }
        }
    }

    @Test
    void aZipWhoseReaderIsToStopIsNotBroken() throws IOException {
        byte[] archive = PictureArchive.of(SHAPES, 40).zip();

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> take(archive));
    }

    private static byte[] binary(ImageSet images, int count) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            bytes.write(images.label(i));
            byte[] pixels = images.image(i);
            for (int channel = 0; channel < 3; channel++) {
                for (int pixel = 0; pixel < 1024; pixel++) {
                    bytes.write(pixels[pixel * 3 + channel]);
                }
            }
        }
        return bytes.toByteArray();
    }
}
