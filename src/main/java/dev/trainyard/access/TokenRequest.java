package dev.trainyard.access;

import dev.trainyard.request.JsonFields;
import dev.trainyard.request.JsonKind;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The request for a token, for the OpenAPI description; {@link #read} reads it as a tree, to tell all errors at once. */
@Schema(description = "A bearer token to make")
record TokenRequest(
        @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 100, example = "notebook of ann")
        String name,

        @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 200, example = "ann", description = "of the runs")
        String owner,

        @Schema(
                requiredMode = RequiredMode.REQUIRED,
                allowableValues = {"viewer", "submitter", "admin"})
        String role,

        @Schema(description = "when it ends by itself; never, if left out")
        Instant expiresAt) {
    private static final int LONGEST_NAME = 100;
    private static final String EXPIRES_AT = "expires_at";
    private static final String A_TIME = "a time to come, as in 2030-01-31T12:00:00Z";

    /** Throws InvalidRequestException with everything that is wrong. */
    static NewToken read(JsonNode body, Instant now) {
        JsonFields fields = JsonFields.of(body);
        String name = required(fields, "name", LONGEST_NAME);
        String owner = required(fields, "owner", OidcCallers.LONGEST_OWNER);
        Role role = fields.requiredChoice("role", Role.labelled());
        Instant expiresAt = expiry(fields, now);
        fields.complete();
        return new NewToken(name, owner, role, expiresAt);
    }

    private static String required(JsonFields fields, String name, int longest) {
        fields.require(name, JsonKind.text(longest).allowed());
        return fields.text(name, longest).orElse("");
    }

    private static @Nullable Instant expiry(JsonFields fields, Instant now) {
        Optional<String> given = fields.text(EXPIRES_AT, 50);
        Optional<Instant> time = given.flatMap(TokenRequest::time).filter(now::isBefore);
        if (given.isPresent() && time.isEmpty()) {
            fields.reject(EXPIRES_AT, "expires_at is " + JsonKind.quoted(given.get()), A_TIME);
        }
        return time.orElse(null);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(TokenRequest::canBeStored);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean canBeStored(Instant time) {
        return time.isBefore(Instant.parse("9999-12-31T00:00:00Z"));
    }
}
