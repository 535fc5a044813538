package dev.trainyard.dataset;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A data set made in code, for a first run without a download and for tests: ten kinds of figures, easy for a person,
 * learnable by a small convolutional network, and out of reach of a linear model, since neither place nor colour tells
 * them apart. The same to the last bit on every machine.
 */
final class Shapes implements Source {
    private static final String NAME = "shapes";
    private static final int TRAIN = 10_000;
    private static final int TEST = 2_000;
    private static final List<Shape> SHAPES = List.of(Shape.values());

    /** Of the training images that everybody has; a test recomputes them. */
    private static final Normalization NORMALIZATION =
            new Normalization(List.of(0.5018, 0.4983, 0.5003), List.of(0.2895, 0.2915, 0.2900));

    /** Drawing takes seconds, and every run has the same images: they are kept while there is memory for 37 MB. */
    private static SoftReference<Dataset> drawn = new SoftReference<>(null);

    private final int train;
    private final int test;

    /** As everybody has it. */
    Shapes() {
        this(TRAIN, TEST);
    }

    /** With so many images to train with and to test with. */
    Shapes(int train, int test) {
        this.train = train;
        this.test = test;
    }

    @Override
    public DatasetDescription describe() {
        return new DatasetDescription(
                NAME,
                "Drawings of ten kinds of figures, 32 x 32 pixels, made in code: needs no files.",
                SHAPES.size(),
                classes(),
                ShapeDrawing.SIDE,
                train,
                test,
                true,
                NORMALIZATION);
    }

    @Override
    public List<String> classes() {
        return SHAPES.stream().map(Shape::className).toList();
    }

    @Override
    public Dataset load() {
        return train == TRAIN && test == TEST ? asEverybodyHasIt() : draw();
    }

    private static synchronized Dataset asEverybodyHasIt() {
        Dataset kept = drawn.get();
        if (kept == null) {
            kept = new Shapes().draw();
            drawn = new SoftReference<>(kept);
        }
        return kept;
    }

    private Dataset draw() {
        return new Dataset(NAME, classes(), images(0, train), images(train, test), NORMALIZATION);
    }

    /** Each image has its own generator, so that they can be drawn in parallel. */
    private static ImageSet images(int first, int count) {
        int values = ShapeDrawing.SIDE * ShapeDrawing.SIDE * ImageSet.CHANNELS;
        byte[] pixels = new byte[count * values];
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> i % SHAPES.size());
        IntStream.range(0, count).parallel().forEach(i -> {
            ShapeDrawing drawing = new ShapeDrawing(Seeds.drawing(first + i));
            drawing.draw(SHAPES.get(labels[i]), pixels, i * values);
        });
        return new ImageSet(ShapeDrawing.SIDE, ShapeDrawing.SIDE, pixels, labels);
    }
}
