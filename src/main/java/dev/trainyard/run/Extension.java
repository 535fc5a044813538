package dev.trainyard.run;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * More epochs for a run that has succeeded.
 *
 * @param epochs in all
 */
@Schema(description = "More epochs for a run that has succeeded.")
record Extension(
        @Schema(
                requiredMode = RequiredMode.REQUIRED,
                minimum = "2",
                maximum = "10000",
                example = "120",
                description = "in all: more than it has made")
        int epochs) {
    private static final String EPOCHS = "epochs";

    /** Throws InvalidRequestException with everything that is wrong. */
    static Extension read(JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        fields.require(EPOCHS, "a whole number, 2 to " + RecipeReader.MAX_EPOCHS);
        int epochs = (int) fields.integer(EPOCHS, RecipeReader.MAX_EPOCHS, 2, RecipeReader.MAX_EPOCHS);
        fields.complete();
        return new Extension(epochs);
    }

    /** Throws InvalidRequestException if a run that has made so many epochs has none left to make. */
    void requireMoreThan(int made) {
        if (epochs <= made) {
            String allowed = "a whole number, more than the %d that it has made, up to %d"
                    .formatted(made, RecipeReader.MAX_EPOCHS);
            throw new InvalidRequestException(List.of(new Invalid("/" + EPOCHS, "epochs is " + epochs, allowed)));
        }
    }
}
