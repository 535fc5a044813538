package dev.trainyard.dataset;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Makes the packed file of a version. Images may come in any order, from any thread: they go to a file as they come, and in
 * the end are put in the order of their digests, so that the same images make the same file, byte for byte. In memory
 * there are some hundred bytes for each.
 */
public final class VersionWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final List<String> classes;
    private final int side;
    private final int values;
    private final int most;
    private final Path unsortedFile;
    private final FileChannel unsorted;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Part, Integer> images = new EnumMap<>(Part.class);
    private final PixelStatistics statistics = new PixelStatistics();

    /** An image that came, at that place of the unsorted file. */
    private record Entry(Section section, int label, byte[] digest, int place) {}

    /**
     * A file to be.
     *
     * @param scratch a directory for what is needed meanwhile
     * @param side rows and columns of an image
     */
    public VersionWriter(Path scratch, List<String> classes, int side) throws IOException {
        this(scratch, classes, side, VersionFile.most(side * side * ImageSet.CHANNELS));
    }

    /** @param most images to train on, and as many to test with */
    VersionWriter(Path scratch, List<String> classes, int side, int most) throws IOException {
        this.most = most;
        this.classes = List.copyOf(classes);
        this.side = side;
        this.values = side * side * ImageSet.CHANNELS;
        this.unsortedFile = Files.createTempFile(scratch, "unsorted", null);
        this.unsorted = FileChannel.open(unsortedFile, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Adds an image.
     *
     * @param pixels side x side x red, green, blue, row by row
     * @param added whether it comes by an expansion; only to train on
     * @throws TooManyImagesException if nobody could load the version
     */
    public void add(Part part, int label, byte[] pixels, boolean added) throws IOException {
        if (pixels.length != values || label < 0 || label >= classes.size()) {
            throw new IllegalArgumentException("%d values and label %d do not fit %d classes of %d x %d pixels"
                    .formatted(pixels.length, label, classes.size(), side, side));
        }
        Section section = Section.of(part, added);
        byte[] digest = digest(label, pixels);
        int place;
        synchronized (entries) {
            if (images.merge(part, 1, Integer::sum) > most) {
                throw new TooManyImagesException(most, side);
            }
            place = entries.size();
            entries.add(new Entry(section, label, digest, place));
            if (part == Part.TRAIN) {
                statistics.add(pixels);
            }
        }
        write(pixels, (long) place * pixels.length);
    }

    private void write(byte[] pixels, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(pixels);
        for (long at = position; buffer.hasRemaining(); ) {
            at += unsorted.write(buffer, at);
        }
    }

    private static byte[] digest(int label, byte[] pixels) {
        var sha256 = DigestUtils.getSha256Digest();
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(label).array());
        return sha256.digest(pixels);
    }

    /** Whether an image of that part came. */
    public boolean has(Part part) {
        synchronized (entries) {
            return images.containsKey(part);
        }
    }

    /** Images that came. */
    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /** Writes the file, and tells nobody meanwhile. */
    public VersionSummary finish(Path target) throws IOException {
        return finish(target, written -> {});
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param progress is told how many images are written; what it throws ends that
     * @throws IllegalStateException if there is no image to train on, or none to test with
     */
    public VersionSummary finish(Path target, IntConsumer progress) throws IOException {
        entries.sort(Comparator.comparing(Entry::section).thenComparing(Entry::digest, Arrays::compareUnsigned));
        if (!has(Part.TRAIN) || !has(Part.TEST)) {
            throw new IllegalStateException("there are no images to train on, or none to test with");
        }
        VersionHeader header = new VersionHeader(
                contentHash(),
                classes,
                side,
                counts(Part.TRAIN),
                counts(Part.TEST),
                added(),
                statistics.normalization());
        Path half = Files.createTempFile(target.toAbsolutePath().getParent(), "half", null);
        try {
            MessageDigest sha256 = DigestUtils.getSha256Digest();
            try (FileOutputStream file = new FileOutputStream(half.toFile());
                    DataOutputStream out = new DataOutputStream(
                            new BufferedOutputStream(new DigestOutputStream(file, sha256), BUFFER))) {
                write(header, out, progress);
                out.flush();
                file.getFD().sync();
            }
            String fileSha256 = Hex.encodeHexString(sha256.digest());
            VersionSummary summary = header.summary(fileSha256, Files.size(half));
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return summary;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private void write(VersionHeader header, DataOutputStream out, IntConsumer progress) throws IOException {
        header.write(out);
        for (int i = 0; i < entries.size(); i++) {
            progress.accept(i);
            Entry entry = entries.get(i);
            byte[] pixels = pixels(entry);
            out.writeInt(entry.label());
            out.write(pixels);
            out.writeInt(VersionFile.checksum(entry.label(), pixels));
        }
    }

    private byte[] pixels(Entry entry) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(values);
        long position = (long) entry.place() * values;
        while (pixels.hasRemaining()) {
            if (unsorted.read(pixels, position + pixels.position()) < 0) {
                throw new EOFException("the file of unsorted images has lost some");
            }
        }
        return pixels.array();
    }

    private String contentHash() {
        var sha256 = DigestUtils.getSha256Digest();
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(side).array());
        classes.forEach(name -> sha256.update(DigestUtils.sha256(name)));
        entries.forEach(entry -> {
            sha256.update((byte) entry.section().ordinal());
            sha256.update(entry.digest());
        });
        return Hex.encodeHexString(sha256.digest());
    }

    private List<Integer> counts(Part part) {
        int[] counts = new int[classes.size()];
        entries.stream().filter(entry -> entry.section().part() == part).forEach(entry -> counts[entry.label()]++);
        return Arrays.stream(counts).boxed().toList();
    }

    private int added() {
        return (int) entries.stream()
                .filter(entry -> entry.section() == Section.ADDED)
                .count();
    }

    @Override
    public void close() throws IOException {
        unsorted.close();
        Files.deleteIfExists(unsortedFile);
    }
}
