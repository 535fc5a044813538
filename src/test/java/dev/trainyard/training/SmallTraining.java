package dev.trainyard.training;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Sharing;
import dev.trainyard.dataset.Augmentation;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A data set and recipes small enough to train in a second or two. */
public final class SmallTraining {
    static final Normalization NORMALIZATION = new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));

    private SmallTraining() {}

    /** 80 images to train on and 30 to test, of three classes that differ in their brightest channel. */
    public static Dataset dataset() {
        return dataset(80, 30);
    }

    static Dataset dataset(int train, int test) {
        return new Dataset("small", List.of("red", "green", "blue"), images(train, 1), images(test, 2), NORMALIZATION);
    }

    static Recipe recipe(String activation, int epochs) {
        return recipe(new ActivationSpec(activation, Sharing.NETWORK, Map.of(), List.of()), epochs, 0.05);
    }

    static Recipe recipe(ActivationSpec activation, int epochs, double learningRate) {
        return recipe(activation, epochs, learningRate, 16);
    }

    static Recipe recipe(ActivationSpec activation, int epochs, double learningRate, int batchSize) {
        return recipe(activation, epochs, learningRate, batchSize, new Schedule.Step(List.of(1), 0.5), null);
    }

    static Recipe recipe(int epochs, Schedule schedule, @Nullable EarlyStopping earlyStopping) {
        return recipe(ActivationSpec.named("coslu"), epochs, 0.05, 16, schedule, earlyStopping);
    }

    private static Recipe recipe(
            ActivationSpec activation,
            int epochs,
            double learningRate,
            int batchSize,
            Schedule schedule,
            @Nullable EarlyStopping earlyStopping) {
        return new Recipe(
                new ResNet(8),
                activation,
                "small",
                epochs,
                batchSize,
                Optimizer.SGD,
                learningRate,
                0.9,
                1e-4,
                schedule,
                Augmentation.FLIP_OR_CROP,
                NORMALIZATION,
                Shortcut.A,
                0.2,
                42,
                Recipe.DEVICES,
                earlyStopping,
                null);
    }

    static Recipe beginningWith(InitialWeights weights, Recipe r) {
        return changed(r, r.devices(), weights);
    }

    static Recipe onTwoDevices(Recipe r) {
        return changed(r, 2, r.initialWeights());
    }

    private static Recipe changed(Recipe r, int devices, @Nullable InitialWeights weights) {
        return new Recipe(
                r.model(),
                r.activation(),
                r.dataset(),
                r.epochs(),
                r.batchSize(),
                r.optimizer(),
                r.learningRate(),
                r.momentum(),
                r.weightDecay(),
                r.schedule(),
                r.augmentation(),
                r.normalization(),
                r.shortcut(),
                r.validationFraction(),
                r.seed(),
                devices,
                r.earlyStopping(),
                weights);
    }

    private static ImageSet images(int count, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * 32 * 32 * 3];
        int[] labels = new int[count];
        for (int i = 0; i < pixels.length; i++) {
            int image = i / (32 * 32 * 3);
            labels[image] = image % 3;
            int brightness = i % 3 == labels[image] ? 60 : 0;
            pixels[i] = (byte) (random.nextInt(196) + brightness);
        }
        return new ImageSet(32, 32, pixels, labels);
    }
}
