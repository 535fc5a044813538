package dev.trainyard.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are made to do harm: each is refused with a word on what is wrong, and leaves nothing behind. */
class HostileArchiveTest {
    private static final int GZIP_OF_NOTHING = 300 << 20;
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
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
                        file, SMALL, options, directory, directory.resolve("version"), (phase, done, total) -> {}))
                .satisfies(refusal -> assertThat(refusal.what()).contains(words).doesNotContain("\0"));
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
    void aFileOfHolesThatNobodyCounts() throws IOException {
        String size = "30 GNU.sparse.size=1000000000\n";
        String blocks = "26 GNU.sparse.numblocks=1\n";
        String map = "31 GNU.sparse.map=1000000000,0\n";

        refused(tar(TarConstants.LF_PAX_EXTENDED_HEADER_LC, (size + blocks + map).getBytes(UTF_8)), "2.png", "sparse");
    }

    /** A file behind headers of that kind, as many as there are contents. */
    private static byte[] tar(byte kind, byte[]... headers) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var tar = new TarArchiveOutputStream(bytes);
        for (byte[] header : headers) {
            put(tar, new TarArchiveEntry("header", kind), header);
        }
        put(tar, new TarArchiveEntry("train/a/2.png"), PictureArchive.png(32, 2));
        tar.finish();
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    @Test
    void aNameWithoutEnd() throws IOException {
        refused(tar(TarConstants.LF_GNUTYPE_LONGNAME, new byte[100_000]), "What stands before a file", "65536 bytes");
        byte[][] names = new byte[100][];
        Arrays.fill(names, "name".getBytes(UTF_8));
        refused(tar(TarConstants.LF_GNUTYPE_LONGNAME, names), "What stands before a file");
        refused(harmless.add("train/" + "a/".repeat(40) + "1.png", new byte[10]).zip(), "no valid name", "32 levels");
    }

    @Test
    void headersForAllFilesThatPileUp() throws IOException {
        byte[][] headers = new byte[5][];
        Arrays.fill(headers, "12 a=bcdefg\n".getBytes(UTF_8));

        refused(tar(TarConstants.LF_PAX_EXTENDED_HEADER_LC, headers[0], headers[1]), "1 classes"); // which is all
        refused(globalTar(headers), "global headers");
    }

    /** What {@link TarArchiveOutputStream} writes of a global header is its own. */
    private static byte[] globalTar(byte[]... headers) throws IOException {
        byte[] tar = tar(TarConstants.LF_PAX_EXTENDED_HEADER_LC, headers);
        for (int i = 0; i < headers.length; i++) {
            byte[] record = Arrays.copyOfRange(tar, i * 1024, i * 1024 + 512);
            record[156] = TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
            checksum(record);
            System.arraycopy(record, 0, tar, i * 1024, record.length);
        }
        return tar;
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
        zip[second + 46] = 0; // in a name, which is cited
        refused(zip, "overlap", "?rain/b/1.png");
    }

    @Test
    void anEntryOfAZipThatIsCutOffOrIsNotWhatItSays() throws IOException {
        byte[] zip = harmless.zip();
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int entry = directoryEntry(buffer, 0);
        int length = buffer.getInt(entry + 20);

        buffer.putInt(entry + 20, length / 2);
        refused(zip, "broken");

        buffer.putInt(entry + 20, length).putShort(entry + 10, (short) ZipMethod.BZIP2.getCode());
        refused(zip, "broken");

        buffer.putShort(entry + 10, (short) ZipMethod.XZ.getCode());
        refused(zip, "train/a/1.png", "compressed as is not read here");
    }

    @Test
    void aTarGzOfWhichThereIsTheBeginningAlone() throws IOException {
        refused(new byte[] {0x1f, (byte) 0x8b}, "broken");

        assumeTrue(Files.isDirectory(OPEN_FILES));
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            assertThat(open.map(HostileArchiveTest::target)).doesNotContain(directory.resolve("archive"));
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException gone) {
            return link;
        }
    }

    @Test
    void classesOfBinaryFilesWithNamesThatAreNone() throws IOException {
        for (String name : new String[] {"c\0at", "c".repeat(101), "DOG"}) {
            byte[] archive = new PictureArchive()
                    .add("batches.meta.txt", ("dog\n" + name).getBytes(UTF_8))
                    .add("data_batch_1.bin", new byte[3073])
                    .add("test_batch.bin", new byte[3073])
                    .zip();

            refused(archive, name.equals("DOG") ? "by case" : "The name of class");
        }
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
