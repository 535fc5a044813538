package dev.trainyard.gallery;

import dev.trainyard.dataset.ImageSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * An image of a data set, for people.
 *
 * @param number its place among those to train on, or to test with, from 0
 * @param label the name of its class
 * @param png the image as PNG; in Base64, as JSON has bytes
 */
record ExampleImage(int number, String label, byte[] png) {
    static ExampleImage of(ImageSet images, int number, List<String> classes) {
        return new ExampleImage(number, classes.get(images.label(number)), png(images, number));
    }

    private static byte[] png(ImageSet images, int number) {
        var picture = new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_INT_RGB);
        byte[] pixels = images.image(number);
        for (int i = 0; i < images.width() * images.height(); i++) {
            int at = i * ImageSet.CHANNELS;
            int colour = (pixels[at] & 0xff) << 16 | (pixels[at + 1] & 0xff) << 8 | pixels[at + 2] & 0xff;
            picture.setRGB(i % images.width(), i / images.width(), colour);
        }
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return png.toByteArray();
    }
}
