package dev.trainyard.picture;

/** A file that is not read as a picture. */
public final class UnreadablePictureException extends Exception {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    UnreadablePictureException(Refusal refusal) {
        super("not read as a picture: " + refusal, null, false, false);
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
