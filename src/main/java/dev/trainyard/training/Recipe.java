package dev.trainyard.training;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Augmentation;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what a run computes: the same recipe on the same machine with the same number of threads
 * gives the same numbers to the last digit. The defaults are the recipe of the published results (Pishchik 2023).
 *
 * @param model the network
 * @param activation its activation
 * @param dataset a data set's name
 * @param epochs passes over the training images, at least 1; fewer are made if early stopping ends it
 * @param batchSize images in a step, at least 1; the last incomplete batch of an epoch is used
 * @param optimizer how gradients become steps
 * @param learningRate that the schedule starts with, above 0
 * @param momentum from 0 to below 1
 * @param weightDecay times the parameter is added to the gradient of every trained parameter (coupled L2), at least 0
 * @param schedule of the learning rate
 * @param augmentation of the training images
 * @param normalization of all images
 * @param shortcut where the size changes
 * @param validationFraction of the training images that are held out, above 0 and below 1
 * @param seed of the split, the initial weights, the order and the augmentation
 * @param devices that share each batch, from 1 to the batch size; batch norm takes each share's own statistics
 * @param earlyStopping before all epochs are made; null for never
 * @param initialWeights in the place of random ones; null for these
 */
public record Recipe(
        ResNet model,
        ActivationSpec activation,
        String dataset,
        int epochs,
        int batchSize,
        Optimizer optimizer,
        double learningRate,
        double momentum,
        double weightDecay,
        Schedule schedule,
        Augmentation augmentation,
        Normalization normalization,
        Shortcut shortcut,
        double validationFraction,
        long seed,
        int devices,
        @Nullable EarlyStopping earlyStopping,
        @Nullable InitialWeights initialWeights) {

    public static final int EPOCHS = 90;
    public static final int BATCH_SIZE = 128;
    public static final Optimizer OPTIMIZER = Optimizer.SGD;
    public static final Augmentation AUGMENTATION = Augmentation.FLIP_OR_CROP;
    public static final Shortcut SHORTCUT = Shortcut.A;
    public static final double LEARNING_RATE = 0.1;
    public static final double MOMENTUM = 0.9;
    public static final double WEIGHT_DECAY = 1e-4;
    public static final double VALIDATION_FRACTION = 0.1;
    public static final long SEED = 42;
    public static final int DEVICES = 1;
    public static final Schedule SCHEDULE = new Schedule.Step(List.of(45, 65), 0.1);

    /** The published recipe for that model, activation and data set. */
    public static Recipe published(
            ResNet model, ActivationSpec activation, String dataset, Normalization normalization) {
        return new Recipe(
                model,
                activation,
                dataset,
                EPOCHS,
                BATCH_SIZE,
                OPTIMIZER,
                LEARNING_RATE,
                MOMENTUM,
                WEIGHT_DECAY,
                SCHEDULE,
                AUGMENTATION,
                normalization,
                SHORTCUT,
                VALIDATION_FRACTION,
                SEED,
                DEVICES,
                null,
                null);
    }

    /** The recipe in a few words, such as {@code resnet-20 with coslu on cifar-10}. */
    public String title() {
        return "%s with %s on %s".formatted(model.name(), activation.name(), dataset);
    }

    /** The rate of an epoch, from 1. */
    public double learningRate(int epoch) {
        return learningRate * schedule.factor(epoch);
    }
}
