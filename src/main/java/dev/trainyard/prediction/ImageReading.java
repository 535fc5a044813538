package dev.trainyard.prediction;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads images that strangers send: how large one is stands in its first bytes, and is looked at before any memory is taken. */
final class ImageReading {
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    /** What one WebP takes while it is read is much: one at a time. */
    private static final ReentrantLock ONE_WEBP = new ReentrantLock();

    private final int maxPixels;

    /** @param maxPixels the most, width times height */
    ImageReading(int maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** The small image of a PNG, JPEG or WebP; empty if it is none, is damaged, or too large. */
    Optional<byte[]> read(byte[] file) {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            if (WebP.is(file)) {
                return WebP.isSimple(file) ? readWebP(stream) : Optional.empty();
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            return readers.hasNext() ? read(readers.next(), stream) : Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            // Readers of images throw whatever comes to them when a file is not what it says.
            return Optional.empty();
        }
    }

    private Optional<byte[]> read(ImageReader reader, ImageInputStream stream) throws IOException {
        try {
            reader.setInput(stream, true, true);
            boolean known = FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT));
            if (!known || pixels(reader) > maxPixels) {
                return Optional.empty();
            }
            Warnings warnings = new Warnings();
            reader.addIIOReadWarningListener(warnings);
            BufferedImage image = reader.read(0);
            return warnings.cutOff() ? Optional.empty() : Optional.of(Thumbnail.of(image));
        } finally {
            reader.dispose();
        }
    }

    private Optional<byte[]> readWebP(ImageInputStream stream) throws IOException {
        ImageReader reader = WebP.reader();
        ONE_WEBP.lock();
        try {
            reader.setInput(stream, true, true);
            return pixels(reader) > maxPixels / WebP.COSTS
                    ? Optional.empty()
                    : Optional.of(Thumbnail.of(reader.read(0)));
        } finally {
            ONE_WEBP.unlock();
            reader.dispose();
        }
    }

    private static long pixels(ImageReader reader) throws IOException {
        return (long) reader.getWidth(0) * reader.getHeight(0);
    }
}
