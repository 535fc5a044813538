package dev.trainyard.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.trainyard.dataset.VersionWriter;
import dev.trainyard.picture.Fitting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureDecodingTest {
    private static final ArchiveLimits LIMITS = new ArchiveLimits(50, 1000, 10_000, 1L << 30, 200);
    private static final ImportOptions OPTIONS = new ImportOptions(32, Fitting.CROP, 0.25, 0, false);
    private static final Layout LAYOUT = new Layout(false, List.of("a", "b"));
    private static final LongConsumer CANCELLED = taken -> {
        throw new CancellationException();
    };

    @TempDir
    private Path directory;

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile LongConsumer progress = taken -> {};
    private VersionWriter writer;
    private PictureDecoding decoding;

    @BeforeEach
    void open() throws IOException {
        writer = new VersionWriter(directory, LAYOUT.classes(), 32);
        decoding = new PictureDecoding(LAYOUT, LIMITS, OPTIONS, writer, taken -> progress.accept(taken));
    }

    @AfterEach
    void close() throws IOException {
        cancelled.countDown();
        decoding.close();
        writer.close();
    }

    /** A picture in the folder a; what is run while it is decoded, after its pixels are there. */
    private static Entry picture(byte[] file, Runnable whileItIsDecoded) {
        List<String> path = new AbstractList<>() {
            @Override
            public String get(int level) {
                if (level == 1) {
                    return "1.png";
                }
                whileItIsDecoded.run();
                return "a";
            }

            @Override
            public int size() {
                return 2;
            }
        };
        return new Entry(new EntryName("a/1.png", path), new ByteArrayInputStream(file));
    }

    private static byte[] file(int bytes) throws IOException {
        byte[] png = PictureArchive.png(32, 1);
        byte[] padded = new byte[bytes];
        System.arraycopy(png, 0, padded, 0, png.length);
        return padded;
    }

    private void untilItIsCancelled() {
        try {
            assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aPictureForWhichThereIsNoMemoryIsNotLeftOutInSilence() throws Exception {
        decoding.accept(picture(file(200), () -> {
            throw new OutOfMemoryError("as a reader of pictures would say");
        }));

        assertThatIOException().isThrownBy(decoding::finish).withCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void whoeverCancelsIsHeardWhileTheLastPicturesAreDecoded() throws Exception {
        decoding.accept(picture(file(200), this::untilItIsCancelled));
        progress = CANCELLED;

        assertThatExceptionOfType(CancellationException.class).isThrownBy(decoding::finish);
    }

    @Test
    void noMoreFilesAreInMemoryThanTwoOfTheLargest() throws Exception {
        decoding.accept(picture(file(900), this::untilItIsCancelled));
        decoding.accept(picture(file(900), this::untilItIsCancelled));
        progress = CANCELLED; // is asked while there is no room, and only then before the picture is taken

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> decoding.accept(picture(file(900), () -> {})));
        cancelled.countDown();
        progress = taken -> assertThat(taken).as("the third one was not").isEqualTo(2);
        decoding.finish();
        assertThat(writer.size()).isEqualTo(2);
    }
}
