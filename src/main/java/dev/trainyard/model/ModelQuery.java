package dev.trainyard.model;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.run.CheckpointChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Which file is asked for. */
record ModelQuery(ModelFormat format, CheckpointChoice checkpoint) {

    /**
     * Reads the parameters of a request.
     *
     * @param accept decides where no format is named
     * @throws InvalidRequestException if there is no such format or checkpoint
     */
    static ModelQuery read(@Nullable String format, @Nullable String checkpoint, List<MediaType> accept) {
        List<Invalid> errors = new ArrayList<>();
        Optional<ModelFormat> known =
                format == null ? Optional.of(ModelFormat.accepted(accept)) : ModelFormat.labelled(format);
        if (known.isEmpty()) {
            errors.add(Invalid.parameter("format", String.valueOf(format), formats()));
        }
        Optional<CheckpointChoice> choice = checkpoint == null
                ? Optional.of(CheckpointChoice.BEST)
                : Optional.ofNullable(CheckpointChoice.labelled().get(checkpoint));
        if (choice.isEmpty()) {
            errors.add(Invalid.parameter("checkpoint", String.valueOf(checkpoint), "best or last"));
        }
        if (known.isEmpty() || choice.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new ModelQuery(known.get(), choice.get());
    }

    private static String formats() {
        return Arrays.stream(ModelFormat.values()).map(ModelFormat::label).collect(Collectors.joining(", "));
    }

    /** Such as {@code run_…-best.safetensors}. */
    String fileName(String run) {
        return "%s-%s%s".formatted(run, checkpoint.label(), format.extension());
    }
}
