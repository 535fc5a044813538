package dev.trainyard.model;

import static java.util.stream.Collectors.joining;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Safetensors;
import dev.trainyard.network.Shortcut;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonKind;
import dev.trainyard.run.ActivationReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out which network a file has the weights of: by its metadata where it tells, as our own files do, else by the names of
 * its tensors, as files from PyTorch have them. Whether all tensors are there and fit is not looked at.
 */
@Component
class ModelRecognition {
    private static final String METADATA = "/__metadata__/";
    private static final Pattern BLOCK = Pattern.compile("layer[123]\\.([0-9]{1,3})\\..*");
    private static final Pattern ACTIVATION = Pattern.compile("(.*\\.)?act[12]\\..*");
    private static final int COLOURS = 3;

    private final DatasetCatalog datasets;

    ModelRecognition(DatasetCatalog datasets) {
        this.datasets = datasets;
    }

    /**
     * Recognizes a file.
     *
     * @param dataset as somebody asks for, or null for that of the metadata
     * @throws InvalidRequestException if there is no such data set
     * @throws UnfitModelException if it is no network that there is here, with everything that is wrong
     */
    RecognizedModel recognize(Safetensors file, @Nullable String dataset) {
        DatasetDescription data = dataset(file, dataset);
        List<Invalid> errors = new ArrayList<>();
        Optional<ResNet> model = model(file, errors);
        Optional<ActivationSpec> activation = activation(file, errors);
        Optional<Shortcut> shortcut = shortcut(file, errors);
        Optional<Normalization> normalization = normalization(file, data, errors);
        if (!errors.isEmpty()) {
            throw new UnfitModelException(errors);
        }
        NetworkSpec network = new NetworkSpec(
                model.orElseThrow(),
                activation.orElseThrow(),
                shortcut.orElseThrow(),
                data.classes(),
                data.imageSize());
        return new RecognizedModel(network, data.name(), normalization.orElseThrow());
    }

    private DatasetDescription dataset(Safetensors file, @Nullable String asked) {
        String name = asked == null ? file.metadata().get("dataset") : asked;
        Optional<DatasetDescription> known = Optional.ofNullable(name).flatMap(datasets::find);
        return known.orElseThrow(() -> {
            String allowed = datasets.names().stream().sorted().collect(joining(", "));
            return new InvalidRequestException(List.of(
                    name == null
                            ? new Invalid("?dataset", "dataset is missing, and the file does not name one", allowed)
                            : Invalid.parameter("dataset", name, allowed)));
        });
    }

    /** Third parties' files call it architecture. */
    private static Optional<ResNet> model(Safetensors file, List<Invalid> errors) {
        String field = file.metadata().containsKey("model") ? "model" : "architecture";
        String named = file.metadata().get(field);
        if (named != null) {
            Optional<ResNet> known = ResNet.named(named);
            if (known.isEmpty()) {
                errors.add(wrong(field, named, "a name of /v1/models, such as resnet-20"));
            }
            return known;
        }
        int blocks = blocks(file);
        Optional<ResNet> counted = ResNet.named("resnet-" + (6 * blocks + 2));
        if (counted.isEmpty()) {
            errors.add(new Invalid(
                    "",
                    "the file has %d blocks of the names layer1.0, layer1.1 and so on".formatted(blocks),
                    "1 to 18 blocks in each of layer1, layer2 and layer3"));
        }
        return counted;
    }

    /** In a stage, by the highest number in any of the three. */
    private static int blocks(Safetensors file) {
        return file.tensors().keySet().stream()
                .flatMap(name -> matches(BLOCK, name))
                .mapToInt(match -> Integer.parseInt(match.group(1)) + 1)
                .max()
                .orElse(0);
    }

    /** A file that neither tells of an activation nor has parameters of one is of the common implementation, with ReLU. */
    private static Optional<ActivationSpec> activation(Safetensors file, List<Invalid> errors) {
        String told = file.metadata().get("activation");
        try {
            if (told != null) {
                return Optional.of(ActivationReader.read(JsonMapper.shared().readTree(told)));
            }
        } catch (JacksonException e) {
            errors.add(wrong("activation", told, "JSON, as in docs/models.md"));
            return Optional.empty();
        } catch (InvalidRequestException e) {
            e.errors()
                    .forEach(error -> errors.add(
                            new Invalid(METADATA + error.pointer().substring(1), error.message(), error.allowed())));
            return Optional.empty();
        }
        Optional<String> parameter = file.tensors().keySet().stream()
                .filter(name -> ACTIVATION.matcher(name).matches())
                .findAny();
        parameter.ifPresent(name -> errors.add(new Invalid(
                METADATA + "activation",
                "the metadata names no activation, but there is %s".formatted(JsonKind.quoted(name)),
                "an activation in the metadata, as in docs/models.md")));
        return parameter.isPresent() ? Optional.empty() : Optional.of(ActivationSpec.named("relu"));
    }

    private static Optional<Shortcut> shortcut(Safetensors file, List<Invalid> errors) {
        String told = file.metadata().get("shortcut");
        if (told == null) {
            boolean projected = file.tensors().keySet().stream().anyMatch(name -> name.contains(".shortcut."));
            return Optional.of(projected ? Shortcut.B : Shortcut.A);
        }
        Optional<Shortcut> known = Arrays.stream(Shortcut.values())
                .filter(each -> each.name().equals(told))
                .findFirst();
        if (known.isEmpty()) {
            errors.add(wrong("shortcut", told, "A or B"));
        }
        return known;
    }

    /** That of the data set, unless the file tells another. */
    private static Optional<Normalization> normalization(
            Safetensors file, DatasetDescription data, List<Invalid> errors) {
        Optional<List<Double>> mean =
                numbers(file, "normalization_mean", data.normalization().mean(), 0, errors);
        Optional<List<Double>> std =
                numbers(file, "normalization_std", data.normalization().std(), 0.001, errors);
        return mean.flatMap(means -> std.map(stds -> new Normalization(means, stds)));
    }

    private static Optional<List<Double>> numbers(
            Safetensors file, String field, List<Double> absent, double least, List<Invalid> errors) {
        String told = file.metadata().get(field);
        if (told == null) {
            return Optional.of(absent);
        }
        try {
            List<Double> numbers = Arrays.stream(told.split(",", COLOURS + 1))
                    .map(Double::valueOf)
                    .toList();
            if (numbers.size() == COLOURS && numbers.stream().allMatch(each -> each >= least && each <= 10)) {
                return Optional.of(numbers);
            }
        } catch (NumberFormatException e) {
            // Said below, as every other text that is not three numbers.
        }
        errors.add(wrong(field, told, "three numbers, %s to 10, separated by commas".formatted(least)));
        return Optional.empty();
    }

    private static Invalid wrong(String field, String value, String allowed) {
        return new Invalid(METADATA + field, "%s is %s".formatted(field, JsonKind.quoted(value)), allowed);
    }

    private static Stream<MatchResult> matches(Pattern pattern, String name) {
        var matcher = pattern.matcher(name);
        return matcher.matches() ? Stream.of(matcher.toMatchResult()) : Stream.empty();
    }
}
