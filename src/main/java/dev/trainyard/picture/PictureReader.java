package dev.trainyard.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads pictures that strangers send: how large one is stands in its first bytes, and is looked at before any memory is
 * taken. PNG, JPEG and lossy WebP; how a camera was held (EXIF) is not looked at. Thread-safe.
 */
public final class PictureReader {
    /** A lossy WebP may have so many times fewer pixels than a picture of another format. */
    public static final int WEBP_COSTS = WebP.COSTS;

    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    /** What one WebP takes while it is read is much: one at a time. */
    private static final ReentrantLock ONE_WEBP = new ReentrantLock();

    private final int maxPixels;

    /** @param maxPixels the most, width times height */
    public PictureReader(int maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** Reads a file; throws UnreadablePictureException with the reason if it is none that is read. */
    public Picture read(byte[] file) throws UnreadablePictureException {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            if (WebP.is(file)) {
                return readWebP(file, stream);
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new UnreadablePictureException(Refusal.WRONG_TYPE);
            }
            Picture picture = read(readers.next(), stream);
            if (Trailer.follows(file)) {
                throw new UnreadablePictureException(Refusal.DAMAGED);
            }
            return picture;
        } catch (IOException | RuntimeException damaged) {
            // Readers of images throw whatever comes to them when a file is not what it says.
            throw new UnreadablePictureException(Refusal.DAMAGED);
        }
    }

    private Picture read(ImageReader reader, ImageInputStream stream) throws IOException, UnreadablePictureException {
        try {
            reader.setInput(stream, true, true);
            if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                throw new UnreadablePictureException(Refusal.WRONG_TYPE);
            }
            requirePixels(reader, maxPixels);
            Warnings warnings = new Warnings();
            reader.addIIOReadWarningListener(warnings);
            BufferedImage image = reader.read(0);
            if (warnings.cutOff()) {
                throw new UnreadablePictureException(Refusal.DAMAGED);
            }
            return new Picture(image);
        } finally {
            reader.dispose();
        }
    }

    private Picture readWebP(byte[] file, ImageInputStream stream) throws IOException, UnreadablePictureException {
        if (!WebP.isSimple(file)) {
            throw new UnreadablePictureException(Refusal.WRONG_TYPE);
        }
        ImageReader reader = WebP.reader();
        ONE_WEBP.lock();
        try {
            reader.setInput(stream, true, true);
            requirePixels(reader, maxPixels / WebP.COSTS);
            return new Picture(reader.read(0));
        } finally {
            ONE_WEBP.unlock();
            reader.dispose();
        }
    }

    private static void requirePixels(ImageReader reader, int most) throws IOException, UnreadablePictureException {
        if ((long) reader.getWidth(0) * reader.getHeight(0) > most) {
            throw new UnreadablePictureException(Refusal.TOO_LARGE);
        }
    }
}
