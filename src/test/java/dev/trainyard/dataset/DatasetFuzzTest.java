package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.trainyard.fuzz.ByteMutation;
import dev.trainyard.fuzz.Chance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes are found in a data directory: they are a data set, or it is unavailable. */
class DatasetFuzzTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/sets");
    private static final long SEED = 3;

    @TempDir
    private Path dataDirectory;

    private final SmallCifar small = new SmallCifar(1);

    @Test
    void changedFilesAreADataSetOrNone() throws IOException {
        for (int number = 0; number < 400; number++) {
            Chance chance = Chance.of(SEED, number);
            small.write(dataDirectory);
            String name = chance.of("names.txt", "train_1.bin", "train_2.bin", "test.bin");
            Path file = dataDirectory.resolve(SmallCifar.DIRECTORY).resolve(name);
            Files.write(file, ByteMutation.mutate(small.file(name), chance));

            load("gz", number);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz"})
    void aChangedArchiveIsADataSetOrNone(String compression) throws IOException {
        byte[] packed = small.packed(compression);
        for (int number = 0; number < 300; number++) {
            Files.write(archive(compression), ByteMutation.mutate(packed, Chance.of(SEED, number)));

            load(compression, number);
        }
    }

    /** Behind a checksum nothing random would get past. */
    @Test
    void aChangedTarInAWholeCompressedFileIsADataSetOrNone() throws IOException {
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(small.packed("gz"))).readAllBytes();
        for (int number = 0; number < 600; number++) {
            Files.write(archive("gz"), Tars.gzip(headerMutated(tar, Chance.of(SEED, number))));

            load("gz", number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/absolute",
                "../outside",
                "small-bin/../../outside",
                "a\u0000b",
                "small-bin",
                "",
                "small-bin/a/b"
            })
    void anArchiveWithAnOddNameInItWritesNothingOutside(String name) throws IOException {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        Files.write(archive("gz"), SmallCifar.tar(Map.of(name, content, "small-bin/x", content), "gz"));

        load("gz", 0);
        assertThat(dataDirectory.resolveSibling("outside")).doesNotExist();
    }

    @Test
    void anArchiveThatClaimsToNeedMuchMemoryIsRefused() throws IOException {
        Files.write(archive("xz"), withDictionaryOfOneGibibyte(small.packed("xz")));

        assertThatThrownBy(this::source)
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessageContaining("memory");
    }

    /** In the header of the first block: its length, flags, the filter with its properties, padding, a checksum. */
    private static byte[] withDictionaryOfOneGibibyte(byte[] xz) {
        int start = 12;
        int length = (xz[start] + 1) * 4;
        assertThat(xz[start + 2]).as("LZMA2").isEqualTo((byte) 0x21);
        xz[start + 4] = 36;
        CRC32 crc = new CRC32();
        crc.update(xz, start, length - Integer.BYTES);
        ByteBuffer.wrap(xz).order(ByteOrder.LITTLE_ENDIAN).putInt(start + length - Integer.BYTES, (int) crc.getValue());
        return xz;
    }

    /** Half of the changes hit a header of the tar: these are a small part of it. */
    private static byte[] headerMutated(byte[] tar, Chance chance) {
        if (chance.in(0.5)) {
            return ByteMutation.mutate(tar, chance);
        }
        byte[] mutated = tar.clone();
        int header = Tars.headers(tar).get(chance.below(Tars.headers(tar).size()));
        byte[] noise = chance.bytes(1 + chance.below(12));
        System.arraycopy(noise, 0, mutated, header + chance.below(512 - noise.length), noise.length);
        return chance.in(0.5) ? Tars.withChecksum(mutated, header) : mutated;
    }

    private Path archive(String compression) {
        return dataDirectory.resolve("small.tar." + compression);
    }

    private Dataset source() {
        try {
            return small.source(SmallCifar.archive(small.packed("gz")), new Archives(dataDirectory, NOWHERE))
                    .load();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void load(String compression, int number) throws IOException {
        try {
            assertThat(source().classes()).hasSize(10);
        } catch (DatasetUnavailableException told) {
            assertThat(told.getMessage()).contains("Put the directory");
        } catch (RuntimeException | Error untold) {
            fail("%s, change %d of seed %d".formatted(compression, number, SEED), untold);
        } finally {
            FileUtils.cleanDirectory(dataDirectory.toFile());
        }
    }
}
