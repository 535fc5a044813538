package dev.trainyard.training;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.NetworkSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures how fast this machine trains a network: a few steps on noise, after some that are not counted because the
 * first ones make buffers and compile code.
 */
public final class Calibration implements TrainingObserver {
    private static final int WARM_UP = 3;
    private static final int MOST_STEPS = 40;
    private static final int CLASSES = 10;
    /** Steps are as fast as with any other, and come to numbers with every activation. */
    private static final double LEARNING_RATE = 1e-6;

    private static final Normalization NORMALIZATION =
            new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));

    private final Duration length;
    private long began;
    private int counted;
    private double secondsPerStep;

    private Calibration(Duration length) {
        this.length = length;
    }

    /** Ends the training by being thrown. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("enough was measured", null, false, false);
        }
    }

    /**
     * Trains the network of a recipe for about that long, or for 40 steps, and at least for one.
     *
     * @return seconds for an image of 32 x 32 pixels that is trained with
     */
    public static double secondsPerImage(Recipe recipe, Duration length) {
        Calibration calibration = new Calibration(length);
        try {
            Training.run(onNoise(recipe), noise(), null, calibration);
        } catch (Enough measured) {
            return calibration.secondsPerStep / Recipe.BATCH_SIZE;
        }
        throw new IllegalStateException("a calibration ends before its first epoch does");
    }

    private static Recipe onNoise(Recipe recipe) {
        return new Recipe(
                recipe.model(),
                recipe.activation(),
                "noise",
                1,
                Recipe.BATCH_SIZE,
                recipe.optimizer(),
                LEARNING_RATE,
                Recipe.MOMENTUM,
                recipe.weightDecay(),
                new Schedule.Constant(),
                Recipe.AUGMENTATION,
                NORMALIZATION,
                recipe.shortcut(),
                Recipe.VALIDATION_FRACTION,
                Recipe.SEED,
                Recipe.DEVICES,
                null,
                null);
    }

    private static Dataset noise() {
        int images = (int) ((WARM_UP + MOST_STEPS + 1) * Recipe.BATCH_SIZE / (1 - Recipe.VALIDATION_FRACTION)) + 1;
        List<String> classes =
                IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
        return new Dataset("noise", classes, noise(images), noise(1), NORMALIZATION);
    }

    private static ImageSet noise(int images) {
        byte[] pixels = new byte[images * NetworkSpec.CIFAR_SIZE * NetworkSpec.CIFAR_SIZE * ImageSet.CHANNELS];
        new Random(images).nextBytes(pixels);
        int[] labels = new int[images];
        Arrays.setAll(labels, image -> image % CLASSES);
        return new ImageSet(NetworkSpec.CIFAR_SIZE, NetworkSpec.CIFAR_SIZE, pixels, labels);
    }

    @Override
    public void stepped(StepReport step) {
        if (step.step() == WARM_UP) {
            began = System.nanoTime();
        } else if (step.step() > WARM_UP) {
            counted++;
            long taken = System.nanoTime() - began;
            secondsPerStep = taken / 1e9 / counted;
            if (counted == MOST_STEPS || taken >= length.toNanos()) {
                throw new Enough();
            }
        }
    }

    @Override
    public void epochEnded(EpochReport epoch, Checkpoint checkpoint, boolean best) {
        throw new IllegalStateException("the noise is larger than the steps that are made");
    }
}
