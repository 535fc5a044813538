package dev.trainyard.model;

import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** There are no test images to evaluate a model on. */
final class TestDataUnavailableException extends ProblemException {
    private static final long serialVersionUID = 1;

    TestDataUnavailableException(DatasetUnavailableException cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, "dataset_unavailable", String.valueOf(cause.getMessage()));
        getHeaders().set(HttpHeaders.RETRY_AFTER, "300");
    }
}
