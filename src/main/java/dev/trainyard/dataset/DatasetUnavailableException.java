package dev.trainyard.dataset;

/** A data set cannot be had; the message says why, and which files to put where. */
public final class DatasetUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatasetUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
