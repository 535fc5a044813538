package dev.trainyard.request;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that can be read but not accepted; tells everything that is wrong with it at once. */
public final class InvalidRequestException extends ProblemException {
    private static final long serialVersionUID = 1;
    private static final int TOLD = 100;

    private final transient List<Invalid> errors;

    /** Refuses a request for these reasons, at least one; of more than a hundred only the first hundred are told. */
    public InvalidRequestException(List<Invalid> errors) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", detail(errors));
        this.errors = List.copyOf(errors);
        getBody().setProperty("errors", errors.stream().limit(TOLD).toList());
    }

    /** All of them. */
    public List<Invalid> errors() {
        return errors;
    }

    private static String detail(List<Invalid> errors) {
        String first = errors.get(0).message();
        return errors.size() == 1 ? first : "%d errors, the first: %s".formatted(errors.size(), first);
    }
}
