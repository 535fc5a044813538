package dev.trainyard.expansion;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Pictures by numbers, smooth as photographs are, and each unlike every other. */
final class Mosaic {
    private static final int FIELDS = 9;

    private Mosaic() {}

    /** The picture of a number, in that size. */
    static BufferedImage picture(int number, int side) {
        Random random = new Random(number * 7919L);
        double[][][] fields = new double[3][FIELDS][FIELDS];
        for (double[][] channel : fields) {
            for (double[] row : channel) {
                for (int i = 0; i < FIELDS; i++) {
                    row[i] = 255 * random.nextDouble();
                }
            }
        }
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int colour = 0;
                for (double[][] channel : fields) {
                    colour = colour << 8 | (int) between(channel, place(x, side), place(y, side));
                }
                image.setRGB(x, y, colour);
            }
        }
        return image;
    }

    private static double place(int pixel, int side) {
        return (pixel + 0.5) / side * (FIELDS - 1);
    }

    /** Bilinear. */
    private static double between(double[][] values, double x, double y) {
        int left = Math.min((int) x, FIELDS - 2);
        int top = Math.min((int) y, FIELDS - 2);
        double right = x - left;
        double down = y - top;
        return (values[top][left] * (1 - right) + values[top][left + 1] * right) * (1 - down)
                + (values[top + 1][left] * (1 - right) + values[top + 1][left + 1] * right) * down;
    }

    static byte[] png(int number, int side) {
        return encoded(picture(number, side), "png", 1);
    }

    static byte[] png(int number) {
        return png(number, 32);
    }

    /** A picture of which a square is cut out, or to which black bars are added. */
    static byte[] wide(int number) {
        return encoded(picture(number, 96).getSubimage(0, 24, 96, 48), "png", 1);
    }

    /** The same picture, left and right exchanged. */
    static byte[] mirrored(int number) {
        BufferedImage image = picture(number, 32);
        BufferedImage mirrored = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        mirrored.createGraphics().drawImage(image, 32, 0, -32, 32, null);
        return encoded(mirrored, "png", 1);
    }

    /** The same picture larger, and with what JPEG makes of it. */
    static byte[] jpeg(int number) {
        return encoded(picture(number, 96), "jpeg", 0.6f);
    }

    private static byte[] encoded(BufferedImage image, String format, float quality) {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
