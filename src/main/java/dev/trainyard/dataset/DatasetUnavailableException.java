package dev.trainyard.dataset;

/** A data set cannot be had; the message says why, and which files to put where. */
public final class DatasetUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * For people: the message is shown to whoever asked for the run.
     *
     * @param message why, and what to do about it
     * @param cause the failure underneath
     */
    public DatasetUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
