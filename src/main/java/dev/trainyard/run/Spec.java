package dev.trainyard.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Activations;
import dev.trainyard.activation.Sharing;
import dev.trainyard.dataset.Augmentation;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.training.Optimizer;
import dev.trainyard.training.Recipe;
import dev.trainyard.training.Schedule;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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
        long seed) {

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

    /** A schedule by its type; milestones and factor belong to {@code step}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LearningRateSchedule(
            String type,
            @Nullable List<Integer> milestones,
            @Nullable Double factor) {
        static final String STEP = "step";
        static final String COSINE = "cosine";
        static final String CONSTANT = "constant";

        static LearningRateSchedule of(Schedule schedule) {
            if (schedule instanceof Schedule.Step step) {
                return new LearningRateSchedule(STEP, step.milestones(), step.factor());
            }
            return new LearningRateSchedule(schedule instanceof Schedule.Cosine ? COSINE : CONSTANT, null, null);
        }

        Schedule toSchedule() {
            if (milestones != null && factor != null) {
                return new Schedule.Step(milestones, factor);
            }
            return type.equals(COSINE) ? new Schedule.Cosine() : new Schedule.Constant();
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
                recipe.seed());
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
                seed);
    }
}
