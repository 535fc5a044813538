package dev.trainyard.dataset;

import java.util.Random;

/**
 * Draws one image of {@link Shapes}: a gradient, dots that mean nothing, the figure somewhere in some size, turn and
 * colour, and noise. Uses only arithmetic that is the same on every machine.
 */
final class ShapeDrawing {
    static final int SIDE = 32;

    /** Subpixels in each direction, against jagged edges. */
    private static final int SUBPIXELS = 2;

    /** The least distance between the colour of the figure and that of the background, for values in [0, 1]. */
    private static final double CONTRAST = 0.45;

    private static final double MIN_RADIUS = 7.5;
    private static final double MAX_RADIUS = 14;
    private static final int MAX_DOTS = 6;
    private static final double MAX_NOISE = 0.25;

    private final Random random;
    private final double[] canvas = new double[SIDE * SIDE * ImageSet.CHANNELS];

    ShapeDrawing(Random random) {
        this.random = random;
    }

    /** Draws the figure and writes the image, in the order of {@link ImageSet}. */
    void draw(Shape shape, byte[] pixels, int offset) {
        double[] background = colour();
        fillWithGradient(background);
        drawDots();
        drawFigure(shape, colourUnlike(background));
        double noise = between(0.02, MAX_NOISE);
        for (int i = 0; i < canvas.length; i++) {
            double value = canvas[i] + noise * (random.nextFloat() - 0.5);
            pixels[offset + i] = (byte) (int) (255 * Math.max(0, Math.min(1, value)) + 0.5);
        }
    }

    private void fillWithGradient(double[] colour) {
        double right = between(-0.3, 0.3) / SIDE;
        double down = between(-0.3, 0.3) / SIDE;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double shade = right * (x - SIDE / 2) + down * (y - SIDE / 2);
                for (int channel = 0; channel < ImageSet.CHANNELS; channel++) {
                    canvas[(y * SIDE + x) * ImageSet.CHANNELS + channel] = colour[channel] + shade;
                }
            }
        }
    }

    private void drawDots() {
        int dots = random.nextInt(MAX_DOTS + 1);
        for (int dot = 0; dot < dots; dot++) {
            Placement placement = new Placement(between(0, SIDE), between(0, SIDE), between(0.8, 2.2), 0);
            paint(Shape.CIRCLE, placement, colour());
        }
    }

    private void drawFigure(Shape shape, double[] colour) {
        double radius = between(MIN_RADIUS, MAX_RADIUS);
        double margin = 0.9 * radius;
        Placement placement = new Placement(
                between(margin, SIDE - margin),
                between(margin, SIDE - margin),
                radius,
                between(-shape.turn(), shape.turn()));
        paint(shape, placement, colour);
    }

    private void paint(Shape shape, Placement placement, double[] colour) {
        int top = (int) Math.max(0, placement.y() - placement.radius());
        int left = (int) Math.max(0, placement.x() - placement.radius());
        double cos = StrictMath.cos(placement.turn()) / placement.radius();
        double sin = StrictMath.sin(placement.turn()) / placement.radius();
        for (int y = top; y < Math.min(SIDE, placement.y() + placement.radius()); y++) {
            for (int x = left; x < Math.min(SIDE, placement.x() + placement.radius()); x++) {
                blend(y * SIDE + x, colour, coverage(shape, x - placement.x(), y - placement.y(), cos, sin));
            }
        }
    }

    /** The part of a pixel that the figure covers, the pixel's corner given relative to the figure's centre. */
    private static double coverage(Shape shape, double x, double y, double cos, double sin) {
        int covered = 0;
        for (int i = 0; i < SUBPIXELS * SUBPIXELS; i++) {
            int column = i % SUBPIXELS;
            int row = i / SUBPIXELS;
            double dx = x + (column + 0.5) / SUBPIXELS;
            double dy = y + (row + 0.5) / SUBPIXELS;
            if (shape.contains(cos * dx + sin * dy, cos * dy - sin * dx)) {
                covered++;
            }
        }
        return (double) covered / (SUBPIXELS * SUBPIXELS);
    }

    private void blend(int pixel, double[] colour, double opacity) {
        for (int channel = 0; channel < ImageSet.CHANNELS; channel++) {
            int i = pixel * ImageSet.CHANNELS + channel;
            canvas[i] += opacity * (colour[channel] - canvas[i]);
        }
    }

    private double[] colourUnlike(double[] other) {
        double[] colour = colour();
        while (distance(colour, other) < CONTRAST) {
            colour = colour();
        }
        return colour;
    }

    private static double distance(double[] one, double[] other) {
        double squares = 0;
        for (int channel = 0; channel < ImageSet.CHANNELS; channel++) {
            squares += (one[channel] - other[channel]) * (one[channel] - other[channel]);
        }
        return Math.sqrt(squares);
    }

    private double[] colour() {
        return new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    }

    private double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** Where a figure is, in pixels and radians. */
    private record Placement(double x, double y, double radius, double turn) {}
}
