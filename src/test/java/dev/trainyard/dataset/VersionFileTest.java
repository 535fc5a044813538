package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionFileTest {
    private static final int VALUES = 32 * 32 * 3;
    private static final List<String> CLASSES = List.of("a", "b", "c");

    @TempDir
    private Path directory;

    /** Of that number: 60 to train on, 20 that were added, 20 to test with. */
    private static VersionRecord image(int number) {
        byte[] pixels = new byte[VALUES];
        new Random(number).nextBytes(pixels);
        Part part = number < 80 ? Part.TRAIN : Part.TEST;
        return new VersionRecord(part, number % 3, pixels, number >= 60 && number < 80);
    }

    private VersionSummary write(Path target, IntStream numbers) throws IOException {
        try (VersionWriter writer = new VersionWriter(directory, CLASSES, 32)) {
            for (int number : numbers.toArray()) {
                VersionRecord image = image(number);
                writer.add(image.part(), image.label(), image.pixels(), image.added());
            }
            return writer.finish(target);
        }
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    @Test
    void imagesComeBackWithThoseThatWereAddedBehindTheOthers() throws IOException {
        VersionSummary summary = write(file("version"), IntStream.range(0, 100));
        Dataset dataset = VersionFile.read(file("version"), "mine");

        assertThat(summary.added()).isEqualTo(20);
        assertThat(summary.trainCounts()).containsExactly(27, 27, 26);
        assertThat(summary.testCounts()).containsExactly(7, 6, 7);
        assertThat(summary.bytes()).isEqualTo(Files.size(file("version")));
        assertThat(dataset.classes()).isEqualTo(CLASSES);
        assertThat(dataset.added()).isEqualTo(20);
        assertThat(contents(dataset.train(), 0, 60)).isEqualTo(expected(0, 60));
        assertThat(contents(dataset.train(), 60, 80)).isEqualTo(expected(60, 80));
        assertThat(contents(dataset.test(), 0, 20)).isEqualTo(expected(80, 100));
    }

    private static List<String> contents(ImageSet images, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> images.label(i) + Arrays.toString(images.image(i)))
                .sorted()
                .toList();
    }

    private static List<String> expected(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(VersionFileTest::image)
                .map(image -> image.label() + Arrays.toString(image.pixels()))
                .sorted()
                .toList();
    }

    @Test
    void theOrderInWhichImagesComeChangesNotAByte() throws IOException {
        VersionSummary forth = write(file("forth"), IntStream.range(0, 100));
        VersionSummary back = write(file("back"), IntStream.range(0, 100).map(i -> 99 - i));

        assertThat(back).isEqualTo(forth);
        assertThat(file("back")).hasSameBinaryContentAs(file("forth"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).as("nothing else is left").hasSize(2);
        }
    }

    @Test
    void meanAndDeviationAreThoseOfThePixels() throws IOException {
        VersionSummary summary = write(file("version"), IntStream.range(0, 100));

        // Bytes of all values alike: sqrt((256^2 - 1) / 12) / 255.
        assertThat(summary.normalization().mean())
                .allSatisfy(mean -> assertThat(mean).isBetween(0.497, 0.503));
        assertThat(summary.normalization().std())
                .allSatisfy(std -> assertThat(std).isBetween(0.288, 0.292));
        double red = 0;
        for (int number = 0; number < 80; number++) {
            byte[] pixels = image(number).pixels();
            for (int i = 0; i < VALUES; i += 3) {
                red += pixels[i] & 0xff;
            }
        }
        assertThat(summary.normalization().mean().get(0)).isEqualTo(Math.round(red / (80 * 1024) / 255 * 1e4) / 1e4);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30, 200, 5000, 200_000})
    void aChangedByteIsFoundWhereverItIs(int place) throws IOException {
        write(file("version"), IntStream.range(0, 100));
        byte[] bytes = Files.readAllBytes(file("version"));
        bytes[place] ^= 4;
        Files.write(file("version"), bytes);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> VersionFile.read(file("version"), "mine"))
                .withMessageMatching(".*(broken|no packed data set|image \\d+ of 100 is broken).*");
    }

    @Test
    void aFileThatIsCutOffIsBroken() throws IOException {
        write(file("version"), IntStream.range(0, 100));
        byte[] bytes = Files.readAllBytes(file("version"));
        Files.write(file("version"), Arrays.copyOf(bytes, bytes.length - 1));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> VersionFile.read(file("version"), "mine"));
    }

    @Test
    void moreImagesThanCanBeLoadedAreRefusedAsTheyCome() throws IOException {
        assertThat(VersionFile.most(VALUES)).isEqualTo(699_050);
        try (VersionWriter writer = new VersionWriter(directory, CLASSES, 32, 2)) {
            for (int number : new int[] {1, 65, 81, 82}) {
                VersionRecord image = image(number);
                writer.add(image.part(), image.label(), image.pixels(), image.added());
            }
            for (Part full : Part.values()) {
                assertThatExceptionOfType(TooManyImagesException.class)
                        .isThrownBy(() -> writer.add(full, 0, new byte[VALUES], false))
                        .withMessageContaining("at most 2 images of 32 x 32");
            }
        }
    }

    @Test
    void whoeverCancelsIsHeardWhileTheFileIsWrittenAndNothingIsLeft() throws IOException {
        try (VersionWriter writer = new VersionWriter(directory, CLASSES, 32)) {
            for (int number : new int[] {1, 2, 81}) {
                VersionRecord image = image(number);
                writer.add(image.part(), image.label(), image.pixels(), image.added());
            }
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> writer.finish(file("version"), written -> {
                        if (written == 2) {
                            throw new CancellationException();
                        }
                    }));
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatIsValidatedOnDoesNotDependOnWhatWasAdded() throws IOException {
        write(file("version"), IntStream.range(0, 100));
        Dataset all = VersionFile.read(file("version"), "mine");
        Split base = Split.of(60, 0.1, 7);

        Split whole = all.split(0.1, 7);
        assertThat(whole.validation()).isEqualTo(base.validation());
        assertThat(whole.train()).hasSize(54 + 20).startsWith(base.train()).endsWith(78, 79);

        Split quarter = all.named("mine", new AddedShare(25, false)).split(0.1, 7);
        assertThat(quarter.validation()).isEqualTo(base.validation());
        assertThat(quarter.train()).hasSize(54 + 5).startsWith(base.train()).endsWith(60, 61, 62, 63, 64);

        Split copies = all.named("mine", new AddedShare(25, true)).split(0.1, 7);
        assertThat(copies.validation()).isEqualTo(base.validation());
        assertThat(copies.train()).hasSize(54 + 5).startsWith(base.train());
        assertThat(Arrays.stream(copies.train()).skip(54).boxed())
                .as("of those to train on alone")
                .doesNotHaveDuplicates()
                .allMatch(copy -> IntStream.of(base.train()).anyMatch(image -> image == copy));

        assertThat(all.named("mine", new AddedShare(0, false)).split(0.1, 7).train())
                .isEqualTo(base.train());
    }
}
