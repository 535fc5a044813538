package dev.trainyard.fuzz;

import dev.trainyard.fuzz.ApiDescription.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A request with where it came from. */
record Case(int number, Operation operation, List<RequestMutation> mutations, RawRequest request) {
    /** After these it is a request for the same operation, still. */
    private static final Set<RequestMutation> SAME_OPERATION = EnumSet.of(
            RequestMutation.FIELD,
            RequestMutation.TWO_FIELDS,
            RequestMutation.JSON_TEXT,
            RequestMutation.BYTES,
            RequestMutation.CONTENT_TYPE,
            RequestMutation.ACCEPT,
            RequestMutation.QUERY,
            RequestMutation.CHUNKED);

    Case {
        mutations = List.copyOf(mutations);
    }

    /** Whether the answer must be one of those that the operation's description has. */
    boolean isAsDocumented() {
        return !operation.answers().isEmpty() && SAME_OPERATION.containsAll(mutations);
    }

    @Override
    public String toString() {
        return "request %d, %s %s:%n%s".formatted(number, operation, mutations, request);
    }
}
