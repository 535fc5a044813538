package dev.trainyard.model;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A file is not the weights of a network that there is here; tells everything that is wrong with it at once. */
final class UnfitModelException extends ProblemException {
    private static final long serialVersionUID = 1;
    private static final int TOLD = 100;

    /** Refuses a file for these reasons, at least one, with JSON pointers into its header. */
    UnfitModelException(List<Invalid> errors) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "unfit_model", detail(errors));
        getBody().setProperty("errors", errors.stream().limit(TOLD).toList());
    }

    private static String detail(List<Invalid> errors) {
        String first = errors.get(0).message();
        return errors.size() == 1 ? first : "%d errors, the first: %s".formatted(errors.size(), first);
    }
}
