package dev.trainyard.registry;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** There is no data set of one's own with that name. */
final class DatasetNotFoundException extends ProblemException {
    private static final long serialVersionUID = 1;

    DatasetNotFoundException(String name) {
        super(
                HttpStatus.NOT_FOUND,
                "dataset_not_found",
                "There is no data set %s that you see; POST /v1/datasets makes one".formatted(JsonKind.quoted(name)));
    }
}
