package dev.trainyard.request;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where: a JSON pointer into the body (RFC 6901), or {@code ?} and the name of a query parameter
 * @param message what, with the value that was given
 * @param allowed what would have been right
 */
public record Invalid(String pointer, String message, String allowed) {}
