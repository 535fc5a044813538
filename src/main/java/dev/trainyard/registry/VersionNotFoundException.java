package dev.trainyard.registry;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** The data set has no such version. */
final class VersionNotFoundException extends ProblemException {
    private static final long serialVersionUID = 1;

    VersionNotFoundException(String dataset, String version) {
        super(
                HttpStatus.NOT_FOUND,
                "dataset_version_not_found",
                "The data set %s has no version %s".formatted(dataset, JsonKind.quoted(version)));
    }
}
