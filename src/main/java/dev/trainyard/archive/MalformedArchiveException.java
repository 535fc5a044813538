package dev.trainyard.archive;

/** An archive of which no version can be made; the message says which entry is wrong, and what would be right. */
public final class MalformedArchiveException extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;

    MalformedArchiveException(String what) {
        super(what);
        this.what = what;
    }

    /** What is wrong, for people. */
    public String what() {
        return what;
    }
}
