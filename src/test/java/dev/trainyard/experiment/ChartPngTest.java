package dev.trainyard.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartPngTest {
    private static final int WHITE = 0xffffff;

    @Test
    void aPngShowsEachLineInItsColourAtItsPlace() throws IOException {
        LineChart chart = new LineChart(
                "accuracy",
                "depth",
                "accuracy",
                List.of(
                        new LineChart.Line("level", points(2)),
                        new LineChart.Line("above", points(4), List.of(points(3)))));

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartPng.of(chart)));

        assertThat(image.getWidth()).isEqualTo(2 * 760);
        assertThat(image.getHeight()).isEqualTo(2 * 440);
        assertThat(image.getRGB(1, 1) & WHITE).isEqualTo(WHITE);
        int level = row(image, 0x0072b2);
        int above = row(image, 0xd55e00);
        assertThat(above).isPositive().isLessThan(level - 200);
        int strand = (level + above) / 2;
        assertThat(IntStream.range(strand, strand + 6).map(y -> image.getRGB(700, y)))
                .as("pale, over a grey line of the grid")
                .anySatisfy(pixel -> assertThat(pixel >> 16 & 0xff).isGreaterThan((pixel & 0xff) + 30));
    }

    @Test
    void aPngHasLetters() throws IOException {
        LineChart blank = new LineChart("", "", "", List.of());
        LineChart titled = new LineChart("A title", "", "", List.of());

        assertThat(dark(titled)).isGreaterThan(dark(blank) + 100);
    }

    @Test
    void withoutFontsItIsRefusedWithWhatHelps(@TempDir Path directory) throws Exception {
        Path fonts = directory.resolve("fonts.conf");
        Files.writeString(
                fonts, "<?xml version=\"1.0\"?><fontconfig><dir>%s/none</dir></fontconfig>".formatted(directory));
        ProcessBuilder drawing = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + directory, // Java remembers there which fonts it found
                "-cp",
                System.getProperty("java.class.path"),
                FontlessDrawing.class.getName());
        drawing.environment().put("FONTCONFIG_FILE", fonts.toString());

        Process process = drawing.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.startsWith("503 ")))
                .as(said)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("image/svg+xml", "fontconfig"));
    }

    private static List<LineChart.Point> points(double y) {
        return List.of(new LineChart.Point(8, y, 0), new LineChart.Point(56, y, 0));
    }

    /** The first row with more than 100 pixels of that colour, or -1. */
    private static int row(BufferedImage image, int colour) {
        for (int y = 0; y < image.getHeight(); y++) {
            int found = 0;
            for (int x = 200; x < 1000; x++) {
                found += (image.getRGB(x, y) & WHITE) == colour ? 1 : 0;
            }
            if (found > 100) {
                return y;
            }
        }
        return -1;
    }

    private static long dark(LineChart chart) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartPng.of(chart)));
        long dark = 0;
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dark += (image.getRGB(x, y) & 0xff) < 100 ? 1 : 0;
            }
        }
        return dark;
    }
}
