package dev.trainyard.registry;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.ImageSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Images of a data set on one sheet, to see whether they are what they should be: a row for each class, in the order of the
 * labels, the first images of the class side by side. Without words, since a server may have no font.
 */
final class PreviewSheet {
    private static final int COLUMNS = 16;
    private static final int MOST_ROWS = 100;
    private static final int GAP = 2;
    private static final int PAPER = 0xffffff;

    private PreviewSheet() {}

    /** As PNG; of the images to train on, and of the first hundred classes. */
    static byte[] png(Dataset dataset) {
        ImageSet images = dataset.train();
        int rows = Math.min(dataset.classes().size(), MOST_ROWS);
        int pitch = images.width() + GAP;
        BufferedImage sheet = new BufferedImage(COLUMNS * pitch + GAP, rows * pitch + GAP, BufferedImage.TYPE_INT_RGB);
        fill(sheet);
        int[] drawn = new int[rows];
        for (int image = 0; image < images.size(); image++) {
            int row = images.label(image);
            if (row < rows && drawn[row] < COLUMNS) {
                draw(images.image(image), images.width(), sheet, GAP + drawn[row]++ * pitch, GAP + row * pitch);
            }
        }
        return encoded(sheet);
    }

    private static void fill(BufferedImage sheet) {
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                sheet.setRGB(x, y, PAPER);
            }
        }
    }

    private static void draw(byte[] pixels, int width, BufferedImage sheet, int left, int top) {
        for (int i = 0; i < pixels.length / ImageSet.CHANNELS; i++) {
            int at = i * ImageSet.CHANNELS;
            int colour = (pixels[at] & 0xff) << 16 | (pixels[at + 1] & 0xff) << 8 | pixels[at + 2] & 0xff;
            sheet.setRGB(left + i % width, top + i / width, colour);
        }
    }

    private static byte[] encoded(BufferedImage sheet) {
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(sheet, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return png.toByteArray();
    }
}
