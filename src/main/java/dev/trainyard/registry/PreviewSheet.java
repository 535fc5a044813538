package dev.trainyard.registry;

import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.Part;
import dev.trainyard.dataset.VersionFile;
import dev.trainyard.dataset.VersionRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

    /** As PNG; of the images to train on, and of the first hundred classes. No more is read than is drawn. */
    static byte[] png(VersionFile version) throws IOException {
        int rows = Math.min(version.classes().size(), MOST_ROWS);
        int pitch = version.side() + GAP;
        BufferedImage sheet = new BufferedImage(COLUMNS * pitch + GAP, rows * pitch + GAP, BufferedImage.TYPE_INT_RGB);
        fill(sheet);
        int[] drawn = new int[rows];
        int left = rows * COLUMNS;
        while (left > 0 && version.hasNext()) {
            VersionRecord image = version.next();
            if (image.part() == Part.TEST) {
                break; // no other follows
            }
            int row = image.label();
            if (row < rows && drawn[row] < COLUMNS) {
                draw(image.pixels(), version.side(), sheet, GAP + drawn[row]++ * pitch, GAP + row * pitch);
                left--;
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

    private static byte[] encoded(BufferedImage sheet) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(sheet, "png", png);
        return png.toByteArray();
    }
}
