package dev.trainyard.dataset;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The packed file of a version, read from its beginning to its end: a header, then the images, all of one length and each
 * with its label and a checksum (CRC-32C): first those to train on, then those that an expansion added, then those to
 * test with. Memory for one image at a time.
 */
public final class VersionFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final DataInputStream in;
    private final VersionHeader header;
    private int next;

    private VersionFile(InputStream file) throws IOException {
        in = new DataInputStream(new BufferedInputStream(file, BUFFER));
        header = VersionHeader.read(in);
    }

    /** Opens a file; throws IOException if it is none, or its header is broken. */
    public static VersionFile open(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        try {
            return new VersionFile(stream);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /** The names of the classes, at the index that is their label. */
    public List<String> classes() {
        return header.classes();
    }

    /** Rows and columns of an image. */
    public int side() {
        return header.side();
    }

    /** Images in all. */
    public int size() {
        return header.train() + header.test();
    }

    /** Whether there is another image. */
    public boolean hasNext() {
        return next < size();
    }

    /** The next image; throws IOException that says which one is broken. */
    public VersionRecord next() throws IOException {
        int label = in.readInt();
        byte[] pixels = in.readNBytes(header.values());
        if (pixels.length < header.values() || in.readInt() != checksum(label, pixels)) {
            throw new IOException("image %d of %d is broken".formatted(next, size()));
        }
        Section section = header.section(next++);
        return new VersionRecord(section.part(), label, pixels, section == Section.ADDED);
    }

    static int checksum(int label, byte[] pixels) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(label).array());
        checksum.update(pixels);
        return (int) checksum.getValue();
    }

    /** Reads all of a file into memory, as the data set of that name. */
    public static Dataset read(Path path, String name) throws IOException {
        try (VersionFile file = open(path)) {
            return file.all(name);
        }
    }

    /** All of it, from its beginning on, as the data set of that name. */
    Dataset all(String name) throws IOException {
        ImageSet train = images(header.train());
        ImageSet test = images(header.test());
        return new Dataset(name, header.classes(), train, test, header.normalization(), header.added());
    }

    /** How many images of so many values are read into memory, where those to train on are one array. */
    static int most(int values) {
        return Integer.MAX_VALUE / values;
    }

    private ImageSet images(int count) throws IOException {
        int values = header.values();
        byte[] pixels = new byte[Math.multiplyExact(count, values)];
        int[] labels = new int[count];
        for (int image = 0; image < count; image++) {
            VersionRecord record = next();
            System.arraycopy(record.pixels(), 0, pixels, image * values, values);
            labels[image] = record.label();
        }
        return new ImageSet(header.side(), header.side(), pixels, labels);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
