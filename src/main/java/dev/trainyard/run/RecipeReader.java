package dev.trainyard.run;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Augmentation;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.request.Bounds;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonFields;
import dev.trainyard.request.JsonKind;
import dev.trainyard.training.EarlyStopping;
import dev.trainyard.training.Optimizer;
import dev.trainyard.training.Recipe;
import dev.trainyard.training.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads a recipe; what is not given is as published. */
@Component
class RecipeReader {
    static final int MAX_EPOCHS = 10_000;

    private static final int MAX_BATCH_SIZE = 4096;
    private static final int MAX_DEVICES = 64;
    private static final int MAX_MILESTONES = 100;
    private static final int MAX_MIN_DELTA = 100;
    /** The largest whole number that every JSON reader keeps exact. */
    private static final long MAX_SEED = (1L << 53) - 1;

    private static final Map<String, ResNet> MODELS = named(ResNet.all(), ResNet::name);
    private static final Map<String, Shortcut> SHORTCUTS = named(List.of(Shortcut.values()), Shortcut::name);
    /** Each reads its fields, given the epochs of the run. */
    private static final Map<String, BiFunction<JsonFields, Integer, Schedule>> SCHEDULES = Map.of(
            Spec.LearningRateSchedule.STEP, (fields, epochs) -> step(fields),
            Spec.LearningRateSchedule.COSINE, RecipeReader::cosine,
            Spec.LearningRateSchedule.CONSTANT, (fields, epochs) -> new Schedule.Constant());

    private final DatasetCatalog datasets;

    private final InitialWeightsReader weights;

    private final int devicesPerRun;

    /** @param devicesPerRun that the workers of this installation have for a run */
    RecipeReader(
            DatasetCatalog datasets,
            InitialWeightsReader weights,
            @Value("${trainyard.worker.devices-per-run:1}") int devicesPerRun) {
        this.datasets = datasets;
        this.weights = weights;
        this.devicesPerRun = devicesPerRun;
    }

    Recipe read(JsonFields fields) {
        ResNet model = fields.requiredChoice("model", MODELS);
        ActivationSpec activation = ActivationReader.read(fields);
        DatasetDescription dataset = dataset(fields);
        int epochs = (int) fields.integer("epochs", Recipe.EPOCHS, 1, MAX_EPOCHS);
        int batchSize = (int) fields.integer("batch_size", Recipe.BATCH_SIZE, 1, MAX_BATCH_SIZE);
        Shortcut shortcut = fields.choice("shortcut", Recipe.SHORTCUT, SHORTCUTS);
        var network = new InitialWeightsReader.Network(model, activation, shortcut, dataset.name());
        return new Recipe(
                model,
                activation,
                dataset.name(),
                epochs,
                batchSize,
                fields.choice("optimizer", Recipe.OPTIMIZER, Names.all(Optimizer.class)),
                fields.number("learning_rate", Recipe.LEARNING_RATE, Bounds.aboveUpTo(0, 100)),
                fields.number("momentum", Recipe.MOMENTUM, Bounds.fromBelow(0, 1)),
                fields.number("weight_decay", Recipe.WEIGHT_DECAY, Bounds.between(0, 1)),
                fields.object("schedule", read -> schedule(read, epochs)).orElse(Recipe.SCHEDULE),
                fields.choice("augmentation", Recipe.AUGMENTATION, Names.all(Augmentation.class)),
                fields.object("normalization", read -> normalization(read, dataset.normalization()))
                        .orElse(dataset.normalization()),
                shortcut,
                fields.number("validation_fraction", Recipe.VALIDATION_FRACTION, Bounds.between(0.01, 0.9)),
                fields.integer("seed", Recipe.SEED, 0, MAX_SEED),
                devices(fields, batchSize),
                fields.objectOrNull("early_stopping", RecipeReader::earlyStopping)
                        .orElse(null),
                weights.read(fields, network));
    }

    /** With a name alone the last version is meant, and the run has that one for ever. */
    private DatasetDescription dataset(JsonFields fields) {
        return fields.required("dataset", JsonKind.named(datasets.names(), datasets::find))
                .orElseGet(() -> datasets.describe().get(0));
    }

    /** It may have been deleted since it was read; from here on it is not, until the transaction ends. */
    static void requireHeld(DatasetCatalog datasets, String dataset) {
        if (!datasets.hold(dataset)) {
            throw new InvalidRequestException(List.of(new Invalid(
                    "/dataset", "%s is there no more".formatted(dataset), String.join(", ", datasets.names()))));
        }
    }

    /** A run that no worker would claim is refused, and not left to wait for ever. */
    private int devices(JsonFields fields, int batchSize) {
        int devices = (int) fields.integer("devices", Recipe.DEVICES, 1, MAX_DEVICES);
        if (devices > devicesPerRun) {
            fields.reject(
                    "devices",
                    "devices is " + devices,
                    "1 to %d, which trainyard.worker.devices-per-run allows here".formatted(devicesPerRun));
        } else if (devices > batchSize) {
            fields.reject("devices", "devices is " + devices, "1 to %d, the batch_size".formatted(batchSize));
        }
        return devices;
    }

    private static EarlyStopping earlyStopping(JsonFields fields) {
        fields.require("patience", "a whole number, 1 to " + MAX_EPOCHS);
        return new EarlyStopping(
                (int) fields.integer("patience", 1, 1, MAX_EPOCHS),
                fields.number("min_delta", EarlyStopping.MIN_DELTA, Bounds.between(0, MAX_MIN_DELTA)));
    }

    private static Schedule schedule(JsonFields fields, int epochs) {
        fields.require("type", String.join(", ", new TreeSet<>(SCHEDULES.keySet())));
        return fields.choice("type", RecipeReader::unknownSchedule, new TreeMap<>(SCHEDULES))
                .apply(fields, epochs);
    }

    /** Without a type nobody can say which of the other fields are wrong. */
    private static Schedule unknownSchedule(JsonFields fields, int epochs) {
        fields.has("milestones");
        fields.has("factor");
        fields.has("epochs");
        return new Schedule.Constant();
    }

    private static Schedule cosine(JsonFields fields, int epochs) {
        return new Schedule.Cosine((int) fields.integer("epochs", epochs, 1, MAX_EPOCHS));
    }

    private static Schedule step(JsonFields fields) {
        fields.require("milestones", "a list of epochs, ascending");
        fields.require("factor", "a number, above 0, up to 1");
        List<Integer> milestones =
                fields.list("milestones", 1, MAX_MILESTONES, JsonKind.integer(1, MAX_EPOCHS)).orElse(List.of()).stream()
                        .map(Math::toIntExact)
                        .toList();
        if (!milestones.equals(milestones.stream().sorted().distinct().toList())) {
            fields.reject("milestones", "milestones is " + milestones, "epochs, ascending");
        }
        return new Schedule.Step(milestones, fields.number("factor", 1, Bounds.aboveUpTo(0, 1)));
    }

    private static Normalization normalization(JsonFields fields, Normalization standIn) {
        fields.require("mean", "three numbers");
        fields.require("std", "three numbers");
        var mean = fields.list("mean", 3, 3, JsonKind.number(Bounds.between(0, 1)));
        var std = fields.list("std", 3, 3, JsonKind.number(Bounds.between(0.001, 10)));
        boolean whole = mean.filter(values -> values.size() == 3).isPresent()
                && std.filter(values -> values.size() == 3).isPresent();
        return whole ? new Normalization(mean.orElseThrow(), std.orElseThrow()) : standIn;
    }

    private static <T> Map<String, T> named(List<T> values, Function<T, String> name) {
        return values.stream().collect(toMap(name, identity(), (one, other) -> one, LinkedHashMap::new));
    }
}
