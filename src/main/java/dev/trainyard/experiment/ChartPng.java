package dev.trainyard.experiment;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A chart's SVG as PNG. */
final class ChartPng {
    /** Pixels for each of the chart's own, so that it is sharp on paper too. */
    static final int SCALE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ChartPng.class);

    private ChartPng() {}

    /** The file; throws PngUnavailableException where Java finds no font. */
    static byte[] of(LineChart chart) {
        try {
            return file(drawn(chart));
        } catch (InternalError
                | LinkageError noFonts) { // so Java says that fontconfig, FreeType or every font is missing
            LOG.warn("No chart can be drawn as PNG: Java finds no fonts here ({})", noFonts.toString());
            throw new PngUnavailableException();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage drawn(LineChart chart) {
        byte[] svg = chart.svg().getBytes(StandardCharsets.UTF_8);
        SVGDocument document = Objects.requireNonNull(
                new SVGLoader().load(new ByteArrayInputStream(svg), null, LoaderContext.createDefault()));
        BufferedImage image =
                new BufferedImage(SCALE * LineChart.WIDTH, SCALE * LineChart.HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            document.render((Component) null, graphics, new ViewBox(0, 0, image.getWidth(), image.getHeight()));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static byte[] file(BufferedImage image) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        return file.toByteArray();
    }
}
