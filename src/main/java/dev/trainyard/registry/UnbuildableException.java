package dev.trainyard.registry;

/** A version that cannot be made, whoever tries. */
public final class UnbuildableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * The failure of a version.
     *
     * @param reason for programs, in snake_case
     * @param detail for people: what is wrong, and what would be right
     */
    public UnbuildableException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
