package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CifarReaderTest {
    @TempDir
    private Path dataDirectory;

    private final SmallCifar small = new SmallCifar(1);
    private CifarReader reader;
    private Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        small.write(dataDirectory);
        directory = dataDirectory.resolve(SmallCifar.DIRECTORY);
        reader = new CifarReader(small.layout, directory);
    }

    @Test
    void theTrainingFilesFollowEachOther() throws IOException {
        ImageSet train = reader.train();

        assertThat(train.size()).isEqualTo(6);
        assertThat(IntStream.range(0, 6).map(train::label)).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(reader.test().size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPixelIsItsByteOfEachPlane(int labelBytes) throws IOException {
        SmallCifar set = new SmallCifar(labelBytes);
        set.write(dataDirectory);
        byte[] image = new CifarReader(set.layout, directory).test().image(1);

        byte[] file = set.file("test.bin");
        int planes = set.layout.recordLength() + labelBytes;
        int pixel = 5 * 32 + 7;
        assertThat(Arrays.copyOfRange(image, 3 * pixel, 3 * pixel + 3))
                .containsExactly(file[planes + pixel], file[planes + 1024 + pixel], file[planes + 2048 + pixel]);
    }

    @Test
    void theFineLabelIsTheClass() throws IOException {
        SmallCifar fine = new SmallCifar(2);
        fine.write(dataDirectory);

        ImageSet train = new CifarReader(fine.layout, directory).train();

        assertThat(IntStream.range(0, 6).map(train::label)).containsExactly(0, 1, 2, 0, 1, 2);
    }

    @Test
    void classNamesAreTheLinesThatAreNotBlank() throws IOException {
        assertThat(reader.classes()).hasSize(10).startsWith("zero", "one").endsWith("nine");
    }

    @Test
    void aFileOfAnotherLengthIsNamed() throws IOException {
        byte[] file = small.file("train_2.bin");
        Files.write(directory.resolve("train_2.bin"), Arrays.copyOf(file, file.length - 1));

        assertThatIOException()
                .isThrownBy(reader::train)
                .withMessageContainingAll(directory.resolve("train_2.bin").toString(), "9218 bytes, not 9219");
    }

    @Test
    void aLabelOutOfRangeIsNamedWithItsFileAndRecord() throws IOException {
        byte[] file = small.file("test.bin");
        file[small.layout.recordLength()] = 10;
        Files.write(directory.resolve("test.bin"), file);

        assertThatIOException()
                .isThrownBy(reader::test)
                .withMessageContainingAll(directory.resolve("test.bin").toString(), "label 10", "record 1");
    }

    @Test
    void aFileThatIsMissingIsNamed() throws IOException {
        Files.delete(directory.resolve("train_1.bin"));

        assertThatIOException()
                .isThrownBy(reader::train)
                .withMessageContainingAll(directory.resolve("train_1.bin").toString(), "missing");
    }

    @Test
    void tooFewClassNamesAreRefused() throws IOException {
        Files.writeString(directory.resolve("names.txt"), "zero\none\n");

        assertThatIOException().isThrownBy(reader::classes).withMessageContaining("2 classes, not 10");
    }

    @Test
    void theOfficialFilesHaveTheirKnownSizes() {
        assertThat(10_000 * CifarLayout.CIFAR_10.recordLength()).isEqualTo(30_730_000);
        assertThat(50_000 * CifarLayout.CIFAR_100.recordLength()).isEqualTo(153_700_000);
        assertThat(CifarLayout.CIFAR_10.trainImages()).isEqualTo(50_000);
    }
}
