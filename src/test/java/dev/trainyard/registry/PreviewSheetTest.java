package dev.trainyard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.Part;
import dev.trainyard.dataset.VersionFile;
import dev.trainyard.dataset.VersionWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewSheetTest {
    private static final int SIDE = 8;
    private static final int PITCH = SIDE + 2;

    @TempDir
    private Path directory;

    private Path file;

    /** Of class a 40 images to train on, of class b so many, and more to test with. */
    private void write(int second) throws IOException {
        Random random = new Random(1);
        try (VersionWriter writer = new VersionWriter(directory, List.of("a", "b"), SIDE)) {
            for (int i = 0; i < 40 + second + 40; i++) {
                byte[] pixels = new byte[SIDE * SIDE * 3];
                random.nextBytes(pixels);
                writer.add(i < 40 + second ? Part.TRAIN : Part.TEST, i < 40 ? 0 : 1, pixels, i % 2 == 0 && i < 40);
            }
            writer.finish(file);
        }
    }

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("version");
    }

    private BufferedImage sheet() throws IOException {
        try (VersionFile version = VersionFile.open(file)) {
            return ImageIO.read(new ByteArrayInputStream(PreviewSheet.png(version)));
        }
    }

    @Test
    void aRowHasTheFirstImagesToTrainOnOfItsClass() throws IOException {
        write(3);

        BufferedImage sheet = sheet();

        ImageSet train = VersionFile.read(file, "x").train();
        for (int label = 0; label < 2; label++) {
            int row = label;
            int[] images = IntStream.range(0, train.size())
                    .filter(image -> train.label(image) == row)
                    .limit(16)
                    .toArray();
            for (int column = 0; column < images.length; column++) {
                byte[] pixels = train.image(images[column]);
                int last = sheet.getRGB(column * PITCH + PITCH - 1, row * PITCH + PITCH - 1) & 0xffffff;
                int end = pixels.length;
                assertThat(last)
                        .isEqualTo((pixels[end - 3] & 0xff) << 16
                                | (pixels[end - 2] & 0xff) << 8
                                | pixels[end - 1] & 0xff);
            }
        }
        assertThat(sheet.getWidth()).isEqualTo(16 * PITCH + 2);
        assertThat(sheet.getHeight()).isEqualTo(2 * PITCH + 2);
        int[] empty = sheet.getRGB(3 * PITCH + 2, PITCH + 2, 13 * PITCH, SIDE, null, 0, 13 * PITCH);
        assertThat(empty).as("no image to test with").containsOnly(0xffffffff);
    }

    @Test
    void noMoreIsReadThanThereArePlacesFor() throws IOException {
        write(40);
        BufferedImage whole = sheet();
        byte[] bytes = Files.readAllBytes(file);
        int test = 40 * (SIDE * SIDE * 3 + 8);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - test - 1));

        BufferedImage sheet = sheet();

        assertThatIOException().isThrownBy(() -> VersionFile.read(file, "x"));
        int width = sheet.getWidth();
        int height = sheet.getHeight();
        assertThat(sheet.getRGB(0, 0, width, height, null, 0, width))
                .isEqualTo(whole.getRGB(0, 0, width, height, null, 0, width));
    }
}
