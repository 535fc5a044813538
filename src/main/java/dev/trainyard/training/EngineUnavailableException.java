package dev.trainyard.training;

/** Nothing can be trained on this machine with this build; {@link #remedy()} is what its operator can do about it. */
public final class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * A refusal.
     *
     * @param reason what is missing, for which part
     * @param remedy what the operator can do about it
     */
    public EngineUnavailableException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /** What would help, in a sentence or two. */
    public String remedy() {
        return remedy;
    }
}
