package dev.trainyard.archive;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZipDirectoryTest {
    private static final int MOST = 20;

    @TempDir
    private Path directory;

    private static byte[] zip(int entries, Zip64Mode mode, String comment) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            zip.setUseZip64(mode);
            zip.setComment("a comment of the archive");
            for (int i = 0; i < entries; i++) {
                var entry = new ZipArchiveEntry("a/%d.png".formatted(i));
                entry.setComment(comment);
                zip.putArchiveEntry(entry);
                zip.write(i);
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private void requireSmall(byte[] zip) throws IOException, MalformedArchiveException {
        Path file = Files.write(directory.resolve("zip"), zip);
        ZipDirectory.requireSmall(file, new ArchiveLimits(MOST, 1, 1, 1, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Zip64Mode.class,
            names = {"Never", "Always"})
    void entriesAreCountedWhateverTheEndSays(Zip64Mode mode) throws IOException {
        assertThatCode(() -> requireSmall(zip(MOST, mode, ""))).doesNotThrowAnyException();

        byte[] zip = zip(MOST + 1, mode, "");
        ByteBuffer end = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = zip.length - 22 - "a comment of the archive".length();
        end.putShort(at + 8, (short) 1).putShort(at + 10, (short) 1);

        assertThatExceptionOfType(MalformedArchiveException.class)
                .isThrownBy(() -> requireSmall(zip))
                .withMessageContaining("more than 20 entries");
    }

    @Test
    void muchThatIsSaidOfFewEntriesIsTooMuch() {
        assertThatExceptionOfType(MalformedArchiveException.class)
                .isThrownBy(() -> requireSmall(zip(2, Zip64Mode.Never, "long ".repeat(1000))))
                .withMessageContaining("directory");
    }
}
