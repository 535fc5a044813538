package dev.trainyard.dataset;

import dev.trainyard.dataset.CifarLayout.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** A data set in the layout of CIFAR, with ten classes and eight images: label i % 10 for the i-th of a file. */
final class SmallCifar {
    static final String DIRECTORY = "small-bin";
    static final Normalization NORMALIZATION = Images.UNIT;

    final CifarLayout layout;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    SmallCifar(int labelBytes) {
        layout = new CifarLayout(
                10,
                "names.txt",
                labelBytes,
                List.of(new Records("train_1.bin", 3), new Records("train_2.bin", 3)),
                new Records("test.bin", 2));
        files.put(
                "names.txt",
                "zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n\n".getBytes(StandardCharsets.UTF_8));
        files.put("train_1.bin", records(3, 1));
        files.put("train_2.bin", records(3, 2));
        files.put("test.bin", records(2, 3));
    }

    private byte[] records(int count, long seed) {
        byte[] records = new byte[count * layout.recordLength()];
        new Random(seed).nextBytes(records);
        for (int i = 0; i < count; i++) {
            records[i * layout.recordLength() + layout.labelBytes() - 1] = (byte) (i % 10);
        }
        return records;
    }

    byte[] file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    /** Writes the unpacked files. */
    void write(Path dataDirectory) throws IOException {
        Path directory = Files.createDirectories(dataDirectory.resolve(DIRECTORY));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }

    /** The files as a tar, compressed with gz or xz. */
    byte[] packed(String compression) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        files.forEach((name, content) -> entries.put(DIRECTORY + "/" + name, content));
        return tar(entries, compression);
    }

    static byte[] tar(Map<String, byte[]> entries, String compression) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream compressed = new CompressorStreamFactory().createCompressorOutputStream(compression, bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(compressed)) {
            for (Map.Entry<String, byte[]> file : entries.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (CompressorException unknown) {
            throw new IOException(unknown);
        }
        return bytes.toByteArray();
    }

    static Archive archive(byte[] packed) {
        return new Archive("small", DIRECTORY, DigestUtils.md5Hex(packed));
    }

    /** This data set as a source, with its files in a data directory or an archive elsewhere. */
    Cifar source(Archive archive, Archives archives) {
        return new Cifar("small", layout, NORMALIZATION, archive, archives);
    }
}
