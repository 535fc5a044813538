package dev.trainyard.run;

/** A stored specification names something that this version of the service does not have. */
final class UnreadableSpecException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableSpecException(Exception cause) {
        super("The stored specification cannot be read by this version: " + cause.getMessage(), cause);
    }
}
