package dev.trainyard.access;

/** The service must not start like this; the message says why, {@link #remedy()} what to do about it. */
final class AccessRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    AccessRefusedException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
