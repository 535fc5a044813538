package dev.trainyard.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trainyard.picture.Fitting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are made to do harm: each is refused with a word on what is wrong, and leaves nothing behind. */
class HostileArchiveTest {
    private static final int GZIP_OF_NOTHING = 300 << 20;
    private static final ArchiveLimits SMALL = new ArchiveLimits(50, 100_000, 10_000, 1L << 30, 200);

    @TempDir
    private Path directory;

    private PictureArchive harmless;

    @BeforeEach
    void makeHarmless() throws IOException {
        harmless = new PictureArchive()
                .add("train/a/1.png", PictureArchive.png(32, 1))
                .add("train/b/1.png", PictureArchive.png(32, 2))
                .add("test/b/1.png", PictureArchive.png(32, 3));
    }

    @AfterEach
    void nothingIsLeftOutsideOfTheScratchDirectory() throws IOException {
        assertThat(directory.resolveSibling("evil.png")).doesNotExist();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsOnly("archive");
        }
    }

    private void refused(byte[] archive, String... words) throws IOException {
        Path file = Files.write(directory.resolve("archive"), archive);
        ImportOptions options = new ImportOptions(32, Fitting.CROP, 0.25, 0, false);
        assertThatExceptionOfType(MalformedArchiveException.class)
                .isThrownBy(() -> ArchiveImport.run(
                        file, SMALL, options, directory, directory.resolve("version"), (done, total) -> {}))
                .satisfies(refusal -> assertThat(refusal.what()).contains(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.png",
                "train/a/../../../evil.png",
                "/etc/evil.png",
                "train\\a\\evil.png",
                "C:/train/a/evil.png",
                "train//evil.png",
                "train/a/./evil.png"
            })
    void aPathThatLeavesTheArchiveOrIsNone(String name) throws IOException {
        byte[] picture = PictureArchive.png(32, 4);
        refused(harmless.add(name, picture).tar(), "no valid name");
        if (!name.contains("\\")) { // which a zip takes for a slash
            refused(harmless.zip(), "no valid name");
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO})
    void aLinkOrADevice(byte kind) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var tar = new TarArchiveOutputStream(bytes);
        var entry = new TarArchiveEntry("train/a/2.png", kind);
        entry.setLinkName("/etc/passwd");
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        tar.finish();

        refused(bytes.toByteArray(), "train/a/2.png", "a link or a device");
    }

    @Test
    void aBombOfZeros() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            byte[] head = Arrays.copyOf(harmless.tar(), 512 + 1024);
            // A file that says it is as large as that.
            byte[] size = "%011o".formatted(GZIP_OF_NOTHING).getBytes(UTF_8);
            System.arraycopy(size, 0, head, 124, size.length);
            checksum(head);
            gzip.write(head);
            for (int i = 0; i < GZIP_OF_NOTHING / zeros.length; i++) {
                gzip.write(zeros);
            }
        }

        refused(bytes.toByteArray(), "more than", "bytes when it is unpacked");
    }

    private static void checksum(byte[] tarHeader) {
        Arrays.fill(tarHeader, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tarHeader[i] & 0xff;
        }
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(UTF_8);
        System.arraycopy(digits, 0, tarHeader, 148, digits.length);
    }

    @Test
    void aPictureWithMoreBytesThanItMayHave() throws IOException {
        refused(harmless.add("train/a/large.png", new byte[100_001]).zip(), "train/a/large.png", "100000 bytes");
    }

    @Test
    void aPictureWithMorePixelsThanItMayHaveWhateverItsFileIsLike() throws IOException {
        byte[] bomb = PictureArchive.png(8, 0);
        ByteBuffer header = ByteBuffer.wrap(bomb);
        header.putInt(16, 60_000).putInt(20, 60_000); // width and height of the IHDR chunk
        CRC32 crc = new CRC32();
        crc.update(bomb, 12, 17);
        header.putInt(29, (int) crc.getValue());

        refused(harmless.add("train/a/bomb.png", bomb).zip(), "train/a/bomb.png (too_large)");
    }

    @Test
    void moreEntriesThanThereMayBe() throws IOException {
        for (int i = 0; i < 60; i++) {
            harmless.add("train/a/x%d.png".formatted(i), PictureArchive.png(2, i));
        }
        refused(harmless.zip(), "more than 50 entries");
        refused(harmless.tar(), "more than 50 entries");
    }

    @Test
    void entriesOfAZipThatShareTheirBytes() throws IOException {
        byte[] zip = harmless.zip();
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int first = directoryEntry(buffer, 0);
        int second = directoryEntry(buffer, first + 4);
        buffer.putInt(second + 42, buffer.getInt(first + 42));

        refused(zip, "overlap");
    }

    /** Where the next entry of the directory begins. */
    private static int directoryEntry(ByteBuffer zip, int from) {
        int at = from;
        while (zip.getInt(at) != 0x02014b50) {
            at++;
        }
        return at;
    }

    @Test
    void anEncryptedZip() throws IOException {
        byte[] zip = harmless.zip();
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int entry = directoryEntry(buffer, 0);
        buffer.putShort(entry + 8, (short) (buffer.getShort(entry + 8) | 1));

        refused(zip, "encrypted");
    }

    @Test
    void whatIsNoArchiveOrIsBroken() throws IOException {
        refused(new byte[0], "no zip, tar or tar.gz");
        refused("hello".getBytes(UTF_8), "no zip, tar or tar.gz");
        byte[] zip = harmless.zip();
        refused(Arrays.copyOf(zip, zip.length / 2), "broken");
        byte[] tar = harmless.tar();
        refused(Arrays.copyOf(tar, 800), "broken");
        byte[] gz = harmless.tarGz();
        refused(Arrays.copyOf(gz, gz.length / 2), "broken");
    }

    @Test
    void picturesThatAreInNoFoldersOfClasses() throws IOException {
        byte[] picture = PictureArchive.png(32, 4);
        refused(new PictureArchive().add("1.png", picture).zip(), "wanted are");
        refused(new PictureArchive().add("readme.md", picture).zip(), "no pictures");
        refused(new PictureArchive().add("a/1.png", picture).zip(), "1 classes");
        refused(harmless.add("train/a/deep/1.png", picture).zip(), "train/a/deep/1.png", "not in folders of one kind");
    }

    @Test
    void classesThatAreOneOnSomeDisks() throws IOException {
        refused(harmless.add("train/B/1.png", PictureArchive.png(32, 4)).zip(), "B", "b", "by case");
    }

    @Test
    void noPictureToTestWith() throws IOException {
        byte[] picture = PictureArchive.png(32, 4);
        refused(
                new PictureArchive()
                        .add("train/a/1.png", picture)
                        .add("train/b/1.png", picture)
                        .zip(),
                "to test with");
    }
}
