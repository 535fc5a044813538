package dev.trainyard.prediction;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads images that strangers send: how large one is stands in its first bytes, and is looked at before any memory is taken. */
final class ImageReading {
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    private final int maxPixels;

    /** @param maxPixels the most, width times height */
    ImageReading(int maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** The small image of a PNG or JPEG; empty if it is none, is damaged, or too large. */
    Optional<byte[]> read(byte[] file) {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
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
            if (!known || (long) reader.getWidth(0) * reader.getHeight(0) > maxPixels) {
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
}
