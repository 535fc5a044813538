package dev.trainyard.archive;

import dev.trainyard.dataset.Part;
import dev.trainyard.dataset.VersionWriter;
import dev.trainyard.picture.Picture;
import dev.trainyard.picture.PictureReader;
import dev.trainyard.picture.UnreadablePictureException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Decodes the pictures of an archive on all processors, while the next ones are read. */
final class PictureDecoding implements AutoCloseable {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int AT_ONCE = 4 * PROCESSORS;
    private static final int TOLD = 20;
    private static final long BEAT_MILLIS = 250;

    private final Layout layout;
    private final ArchiveLimits limits;
    private final ImportOptions options;
    private final VersionWriter writer;
    private final PictureReader reader;
    private final Map<String, Integer> labels = new HashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(PROCESSORS);
    private final LongConsumer progress;
    private final int room;
    private final Semaphore bytes;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Map<String, Long> refused = new ConcurrentHashMap<>();
    private final Queue<String> refusedNames = new ConcurrentLinkedQueue<>();
    private long taken;

    /** @param progress is told how many pictures were read; what it throws ends that */
    PictureDecoding(
            Layout layout, ArchiveLimits limits, ImportOptions options, VersionWriter writer, LongConsumer progress) {
        this.layout = layout;
        this.limits = limits;
        this.options = options;
        this.writer = writer;
        this.progress = progress;
        this.reader = new PictureReader(limits.pixels());
        this.room = 2 * limits.pictureBytes();
        this.bytes = new Semaphore(room);
        for (int label = 0; label < layout.classes().size(); label++) {
            labels.put(layout.classes().get(label), label);
        }
    }

    /** If it is a picture, reads its file now, and decodes it later. */
    void accept(Entry entry) throws IOException, MalformedArchiveException, InterruptedException {
        if (entry.name().isPicture()) {
            add(entry);
            taken++;
        }
        progress.accept(taken);
    }

    private void add(Entry entry) throws IOException, MalformedArchiveException, InterruptedException {
        byte[] file = entry.read(limits.pictureBytes() + 1);
        if (file.length > limits.pictureBytes()) {
            throw new MalformedArchiveException("The picture %s has more than %d bytes"
                    .formatted(entry.name().text(), limits.pictureBytes()));
        }
        int weight = Math.max(file.length, room / AT_ONCE); // small ones are few, too
        await(weight);
        threads.execute(() -> {
            try {
                decode(entry.name(), file);
            } catch (Throwable e) { // an OutOfMemoryError, too: no picture is left out in silence
                failure.compareAndSet(null, e);
            } finally {
                bytes.release(weight);
            }
        });
    }

    /** Waits for room for a file of so many bytes. Whoever cancels is heard meanwhile. */
    private void await(int weight) throws IOException, InterruptedException {
        while (!bytes.tryAcquire(weight, BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
            progress.accept(taken);
        }
        requireNoFailure();
    }

    private void decode(EntryName name, byte[] file) throws IOException {
        try {
            Picture picture = reader.read(file);
            byte[] pixels = picture.pixels(options.side(), options.fitting());
            writer.add(part(name, pixels), label(name), pixels, false);
        } catch (UnreadablePictureException e) {
            refused.merge(e.refusal().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
            if (refusedNames.size() < TOLD) {
                refusedNames.add(
                        "%s (%s)".formatted(name.text(), e.refusal().name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    private int label(EntryName name) {
        return Objects.requireNonNull(labels.get(name.folder(1)), "the layout has all folders");
    }

    /**
     * What a picture is for. Where the archive does not say, its pixels and the seed decide, and not its name or place: of
     * two equal pictures none is trained on while the other one tests.
     */
    private Part part(EntryName name, byte[] pixels) {
        Part told = layout.part(name);
        if (told != null) {
            return told;
        }
        var sha256 = DigestUtils.getSha256Digest();
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(options.seed()).array());
        long bits = ByteBuffer.wrap(sha256.digest(pixels)).getLong() >>> 1;
        return bits < options.testFraction() * Long.MAX_VALUE ? Part.TEST : Part.TRAIN;
    }

    /** Waits for all; throws MalformedArchiveException for pictures that are not read, if that is asked for. */
    void finish() throws IOException, MalformedArchiveException, InterruptedException {
        await(room);
        if (!refused.isEmpty() && !options.skipDamaged()) {
            throw new MalformedArchiveException(
                    "%d pictures are not read, on_damaged \"skip\" would leave them out; the first are %s"
                            .formatted(
                                    refused.values().stream()
                                            .mapToLong(Long::longValue)
                                            .sum(),
                                    String.join(
                                            ", ", refusedNames.stream().sorted().toList())));
        }
    }

    private void requireNoFailure() throws IOException {
        Throwable first = failure.get();
        if (first instanceof RuntimeException forGood) {
            throw forGood;
        }
        if (first != null) {
            throw new IOException("the pictures cannot be decoded or stored", first);
        }
    }

    /** Files that are not in the version, by reason. */
    Map<String, Long> leftOut(long others) {
        Map<String, Long> all = new TreeMap<>(refused);
        if (others > 0) {
            all.put("not_a_picture", others);
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
