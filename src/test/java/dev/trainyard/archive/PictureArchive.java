package dev.trainyard.archive;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.ImageSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Archives of pictures, made for tests: files by their names, in their order. */
public final class PictureArchive {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** The images of a data set in folders of their classes: so many to train on, a quarter of them to test with. */
    public static PictureArchive of(Dataset dataset, int count) throws IOException {
        PictureArchive archive = new PictureArchive();
        for (int i = 0; i < count; i++) {
            archive.add("train/" + file(dataset, dataset.train(), i), png(dataset.train(), i));
        }
        for (int i = 0; i < count / 4; i++) {
            archive.add("test/" + file(dataset, dataset.test(), i), png(dataset.test(), i));
        }
        return archive;
    }

    private static String file(Dataset dataset, ImageSet images, int number) {
        return "%s/%05d.png".formatted(dataset.classes().get(images.label(number)), number);
    }

    /** An image of a set as a file. */
    public static byte[] png(ImageSet images, int number) throws IOException {
        var picture = new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_INT_RGB);
        byte[] pixels = images.image(number);
        for (int i = 0; i < images.width() * images.height(); i++) {
            int colour = (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | pixels[3 * i + 2] & 0xff;
            picture.setRGB(i % images.width(), i / images.width(), colour);
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }

    /** A picture of one colour, as wide as it is high. */
    public static byte[] png(int side, int colour) throws IOException {
        var picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            picture.setRGB(i % side, i / side, colour);
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }

    public PictureArchive add(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** The same files, the last one first, in another folder. */
    public PictureArchive reversedIn(String folder) {
        PictureArchive reversed = new PictureArchive();
        files.entrySet().stream()
                .sorted(Map.Entry.<String, byte[]>comparingByKey().reversed())
                .forEach(file -> reversed.add(folder + "/" + file.getKey(), file.getValue()));
        return reversed;
    }

    public byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    public byte[] tar() throws IOException {
        var bytes = new ByteArrayOutputStream();
        writeTar(bytes);
        return bytes.toByteArray();
    }

    public byte[] tarGz() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            writeTar(gzip);
        }
        return bytes.toByteArray();
    }

    private void writeTar(OutputStream out) throws IOException {
        var tar = new TarArchiveOutputStream(out);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            var entry = new TarArchiveEntry(file.getKey(), true);
            entry.setSize(file.getValue().length);
            tar.putArchiveEntry(entry);
            tar.write(file.getValue());
            tar.closeArchiveEntry();
        }
        tar.finish();
    }
}
