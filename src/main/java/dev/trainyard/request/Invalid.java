package dev.trainyard.request;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where: a JSON pointer into the body (RFC 6901), or {@code ?} and the name of a query parameter
 * @param message what, with the value that was given
 * @param allowed what would have been right
 */
public record Invalid(String pointer, String message, String allowed) {

    /** A query parameter whose value is not right. */
    public static Invalid parameter(String name, String value, String allowed) {
        return new Invalid("?" + name, "%s is %s".formatted(name, JsonKind.quoted(value)), allowed);
    }
}
