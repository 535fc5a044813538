package dev.trainyard.training;

/** The content of a checkpoint is none: it was damaged, or another version of the service wrote it. */
public final class UnreadableCheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableCheckpointException(int epoch, Throwable cause) {
        super("The checkpoint of epoch %d cannot be read: %s".formatted(epoch, cause), cause);
    }
}
