package dev.trainyard.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Activations;
import dev.trainyard.activation.Sharing;
import dev.trainyard.dataset.Augmentation;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.training.EarlyStopping;
import dev.trainyard.training.InitialWeights;
import dev.trainyard.training.Optimizer;
import dev.trainyard.training.Recipe;
import dev.trainyard.training.Schedule;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A recipe as the API and the database write it: nothing left to a default. */
@Immutable
record Spec(
        String model,
        Activation activation,
        String dataset,
        int epochs,
        int batchSize,
        String optimizer,
        double learningRate,
        double momentum,
        double weightDecay,
        LearningRateSchedule schedule,
        String augmentation,
        Normalization normalization,
        String shortcut,
        double validationFraction,
        long seed,
        Integer devices,
        @Nullable EarlyStopping earlyStopping,
        @Nullable InitialWeights initialWeights) {

    Spec {
        // Absent in what was stored before there was a choice; the reader of JSON knows nothing of our annotations.
        devices = Objects.requireNonNullElse(devices, Recipe.DEVICES);
    }

    /** An activation, the initial value of every parameter written out. */
    record Activation(String name, String sharing, Map<String, Double> initial, List<String> terms) {
        static Activation of(ActivationSpec spec) {
            Map<String, Double> initial = new TreeMap<>(Activations.parameters(spec.name(), spec.terms()));
            initial.putAll(spec.initial());
            return new Activation(spec.name(), Names.of(spec.sharing()), initial, spec.terms());
        }

        ActivationSpec toSpec() {
            return new ActivationSpec(name, Names.constant(Sharing.class, sharing), initial, terms);
        }
    }

    /** A schedule by its type; milestones and factor belong to {@code step}, epochs to {@code cosine}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LearningRateSchedule(
            String type,
            @Nullable List<Integer> milestones,
            @Nullable Double factor,
            @Nullable Integer epochs) {
        static final String STEP = "step";
        static final String COSINE = "cosine";
        static final String CONSTANT = "constant";

        static LearningRateSchedule of(Schedule schedule) {
            if (schedule instanceof Schedule.Step step) {
                return new LearningRateSchedule(STEP, step.milestones(), step.factor(), null);
            }
            return schedule instanceof Schedule.Cosine cosine
                    ? new LearningRateSchedule(COSINE, null, null, cosine.epochs())
                    : new LearningRateSchedule(CONSTANT, null, null, null);
        }

        Schedule toSchedule() {
            return switch (type) {
                case STEP -> new Schedule.Step(written(milestones), written(factor));
                case COSINE -> new Schedule.Cosine(written(epochs));
                case CONSTANT -> new Schedule.Constant();
                default -> throw new IllegalArgumentException("There is no schedule " + type);
            };
        }

        private static <T> T written(@Nullable T value) {
            return Optional.ofNullable(value).orElseThrow();
        }
    }

    static Spec of(Recipe recipe) {
        return new Spec(
                recipe.model().name(),
                Activation.of(recipe.activation()),
                recipe.dataset(),
                recipe.epochs(),
                recipe.batchSize(),
                Names.of(recipe.optimizer()),
                recipe.learningRate(),
                recipe.momentum(),
                recipe.weightDecay(),
                LearningRateSchedule.of(recipe.schedule()),
                Names.of(recipe.augmentation()),
                recipe.normalization(),
                recipe.shortcut().name(),
                recipe.validationFraction(),
                recipe.seed(),
                recipe.devices(),
                recipe.earlyStopping(),
                recipe.initialWeights());
    }

    /**
     * The same with more epochs, as if they had been asked for from the start. Early stopping that has ended the
     * training is left out: it would end it again at once.
     *
     * @param validationLosses of the epochs that are made
     */
    Spec extendedTo(int moreEpochs, List<Double> validationLosses) {
        boolean stopped = earlyStopping != null && earlyStopping.isDue(validationLosses);
        return new Spec(
                model,
                activation,
                dataset,
                moreEpochs,
                batchSize,
                optimizer,
                learningRate,
                momentum,
                weightDecay,
                schedule,
                augmentation,
                normalization,
                shortcut,
                validationFraction,
                seed,
                devices,
                stopped ? null : earlyStopping,
                initialWeights);
    }

    /**
     * The recipe that was asked for.
     *
     * @throws UnreadableSpecException if another version of the service wrote what this one does not know
     */
    Recipe toRecipe() {
        try {
            return read();
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw new UnreadableSpecException(e);
        }
    }

    private Recipe read() {
        return new Recipe(
                ResNet.named(model).orElseThrow(),
                activation.toSpec(),
                dataset,
                epochs,
                batchSize,
                Names.constant(Optimizer.class, optimizer),
                learningRate,
                momentum,
                weightDecay,
                schedule.toSchedule(),
                Names.constant(Augmentation.class, augmentation),
                normalization,
                Shortcut.valueOf(shortcut),
                validationFraction,
                seed,
                devices,
                earlyStopping,
                initialWeights);
    }
}
