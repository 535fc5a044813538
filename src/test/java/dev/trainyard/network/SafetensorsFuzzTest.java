package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.trainyard.fuzz.ByteMutation;
import dev.trainyard.fuzz.Chance;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes a file has: it is tensors, or an IOException. */
class SafetensorsFuzzTest {
    private static final long SEED = 4;
    private static final String HEADER = "{\"__metadata__\":{\"of\":\"a test\"},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[24,28]},"
            + "\"c\":{\"dtype\":\"F32\",\"shape\":[1,1,4],\"data_offsets\":[28,44]}}";

    @TempDir
    private Path directory;

    @Test
    void theFileThatIsChangedIsTensors() throws IOException {
        Safetensors read = Safetensors.read(write(file(HEADER)));

        assertThat(read.tensors()).containsOnlyKeys("a", "b", "c");
        assertThat(read.metadata()).containsEntry("of", "a test");
    }

    @Test
    void changedBytesAreTensorsOrAnIoException() throws IOException {
        for (int number = 0; number < 4_000; number++) {
            read(ByteMutation.mutate(file(HEADER), Chance.of(SEED, number)), number);
        }
    }

    /** The length before it fits again, so that the header itself is read. */
    @Test
    void aChangedHeaderIsTensorsOrAnIoException() throws IOException {
        byte[] header = HEADER.getBytes(StandardCharsets.ISO_8859_1);
        for (int number = 0; number < 6_000; number++) {
            byte[] mutated = ByteMutation.mutate(header, Chance.of(SEED, number));
            read(file(new String(mutated, StandardCharsets.ISO_8859_1)), number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[-2,-3]",
                "[-1,-6]",
                "[0]",
                "[2,0,3]",
                "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,6]",
                "[1099511627776]",
                "[1e400]",
                "[2.5,3]",
                "[null]",
                "[\"6\"]",
                "6",
                "{\"a\":6}"
            })
    void anOddShapeIsTensorsOrAnIoException(String shape) throws IOException {
        read(file(HEADER.replace("[2,3]", shape)), 0);
        read(file(HEADER.replace("[2,3]", shape).replace("[0,24]", "[0,0]")), 0);
    }

    /** Else a small file could be any number of copies of its bytes. */
    @Test
    void tensorsThatShareBytesAreRefused() throws IOException {
        Path file = write(file(HEADER.replace("[28,44]", "[20,36]")));

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("overlap");
    }

    @Test
    void aFileThatIsLargerThanAnyModelIsRefusedUnread() throws IOException {
        Path file = directory.resolve("huge.safetensors");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes");
    }

    private void read(byte[] bytes, int number) throws IOException {
        Path file = write(bytes);
        try {
            assertThat(Safetensors.read(file)).isNotNull();
        } catch (IOException told) {
            assertThat(told.getMessage()).contains(file.toString());
        } catch (RuntimeException | Error untold) {
            fail("change %d of seed %d".formatted(number, SEED), untold);
        }
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("file.safetensors"), bytes);
    }

    private static byte[] file(String header) {
        byte[] json = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + json.length + 44).order(ByteOrder.LITTLE_ENDIAN);
        byte[] numbers = new byte[44];
        Arrays.fill(numbers, (byte) 0x3F);
        return file.putLong(json.length).put(json).put(numbers).array();
    }
}
