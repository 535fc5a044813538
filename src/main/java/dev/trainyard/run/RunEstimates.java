package dev.trainyard.run;

import static java.util.Comparator.comparing;
import static java.util.function.BinaryOperator.minBy;
import static java.util.function.Function.identity;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.training.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says what runs will take, by what others took: the last ones of the same model and activation, or those nearest; and
 * where there are none, by a short trial.
 */
@Component
public class RunEstimates {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final String UNKNOWN =
            "nothing was trained here yet, and the process that you asked does not train: one epoch of any run will do";
    private static final String TRIED = "a short trial on this machine, in proportion to the depth";

    /** Of each model that was trained, with each activation, the last three runs. */
    private static final String TAKEN = """
            select kind.model, kind.activation, taken.dataset, taken.validation_fraction, taken.seconds
            from (select distinct model, activation from run where epoch > 0) as kind
            cross join lateral (
                select dataset, (spec ->> 'validation_fraction')::float8 as validation_fraction, (
                    select avg(duration_seconds) from run_epoch where run_id = run.id) as seconds
                from run where run.model = kind.model and run.activation = kind.activation and epoch > 0
                order by id desc limit 3) as taken""";

    private final JdbcClient jdbc;
    private final DatasetCatalog datasets;
    private final ObjectProvider<SpeedMeasurement> speed;

    RunEstimates(JdbcClient jdbc, DatasetCatalog datasets, ObjectProvider<SpeedMeasurement> speed) {
        this.jdbc = jdbc;
        this.datasets = datasets;
        this.speed = speed;
    }

    /** Of an image of CIFAR's size. */
    private record Measured(ResNet model, String activation, double secondsPerImage) {}

    /** Of a data set: images to train and validate on, and how many of CIFAR's images one of them is as large as. */
    private record Size(int images, double area) {
        static Size of(DatasetDescription dataset) {
            double side = (double) dataset.imageSize() / NetworkSpec.CIFAR_SIZE;
            return new Size(dataset.trainImages(), side * side);
        }
    }

    /** What these will take, if each makes all its epochs. */
    public RunEstimate of(List<NewRun> runs) {
        Map<String, Optional<Size>> sizes = new HashMap<>();
        List<Measured> taken = measured(sizes);
        List<Measured> measured = taken.isEmpty() ? tried(runs) : taken;
        long images = 0;
        double seconds = 0;
        boolean exact = true;
        for (NewRun run : runs) {
            Recipe recipe = run.recipe();
            double some = recipe.epochs()
                    * trained(sizes, recipe.dataset(), recipe.validationFraction())
                            .orElse(0.0);
            images += Math.round(some);
            double area = size(sizes, recipe.dataset()).map(Size::area).orElse(1.0);
            seconds += some * area * secondsPerImage(measured, recipe);
            exact &= measured.stream().anyMatch(one -> isLike(one, recipe));
        }
        if (measured.isEmpty()) {
            return new RunEstimate(runs.size(), images, null, UNKNOWN);
        }
        return new RunEstimate(runs.size(), images, seconds / SECONDS_PER_HOUR, taken.isEmpty() ? TRIED : basis(exact));
    }

    private static String basis(boolean exact) {
        return exact
                ? "the last runs of the same models and activations"
                : "the last runs of like models or activations, in proportion to the depth";
    }

    /** The smallest network with each activation, where this process trains. */
    private List<Measured> tried(List<NewRun> runs) {
        SpeedMeasurement measurement = speed.getIfAvailable();
        if (measurement == null) {
            return List.of();
        }
        return runs.stream()
                .map(NewRun::recipe)
                .collect(Collectors.toMap(
                        recipe -> recipe.activation().name(), identity(), minBy(comparing(RunEstimates::depth))))
                .values()
                .stream()
                .map(recipe ->
                        new Measured(recipe.model(), recipe.activation().name(), measurement.secondsPerImage(recipe)))
                .toList();
    }

    private static int depth(Recipe recipe) {
        return recipe.model().blocksPerStage();
    }

    private List<Measured> measured(Map<String, Optional<Size>> sizes) {
        List<Measured> measured = new ArrayList<>();
        jdbc.sql(TAKEN).query(row -> {
            Optional<Double> images = trained(sizes, row.getString("dataset"), row.getDouble("validation_fraction"));
            Optional<ResNet> model = ResNet.named(row.getString("model"));
            if (images.isPresent() && model.isPresent()) {
                double area =
                        size(sizes, row.getString("dataset")).orElseThrow().area();
                double each = row.getDouble("seconds") / images.orElseThrow() / area;
                measured.add(new Measured(model.orElseThrow(), row.getString("activation"), each));
            }
        });
        return measured;
    }

    /** The images of an epoch; none if the data set is not known any more. */
    private Optional<Double> trained(Map<String, Optional<Size>> sizes, String dataset, double validationFraction) {
        return size(sizes, dataset).map(size -> size.images() * (1 - validationFraction));
    }

    private Optional<Size> size(Map<String, Optional<Size>> sizes, String dataset) {
        return sizes.computeIfAbsent(dataset, name -> datasets.find(name).map(Size::of));
    }

    private static double secondsPerImage(List<Measured> measured, Recipe recipe) {
        List<Measured> like =
                measured.stream().filter(one -> isLike(one, recipe)).toList();
        if (like.isEmpty()) {
            like = measured.stream()
                    .filter(one -> one.model().equals(recipe.model()))
                    .toList();
        }
        if (like.isEmpty()) {
            like = measured;
        }
        return like.stream()
                .mapToDouble(one -> one.secondsPerImage()
                        * recipe.model().blocksPerStage()
                        / one.model().blocksPerStage())
                .average()
                .orElse(0);
    }

    private static boolean isLike(Measured one, Recipe recipe) {
        return one.model().equals(recipe.model())
                && one.activation().equals(recipe.activation().name());
    }
}
