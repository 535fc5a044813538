package dev.trainyard.archive;

import java.util.Objects;

/** An archive of which no version can be made; the message says which entry is wrong, and what would be right. */
public final class MalformedArchiveException extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;

    MalformedArchiveException(String what) {
        super(what);
        // It may cite the archive, and no database takes a NUL.
        this.what = what.replaceAll("\\p{Cntrl}", "?");
    }

    /**
     * What those who read archives throw is the archive's fault, and not a disk's: the same bytes were written just now.
     *
     * @throws InterruptedException if it was thrown because the thread is to stop
     */
    static MalformedArchiveException of(Exception broken) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the archive is not read to its end");
        }
        String why = Objects.requireNonNullElse(broken.getMessage(), "it is cut off");
        return new MalformedArchiveException(
                broken instanceof Allowance.ExceededException ? why : "The archive is broken: " + why);
    }

    /** What is wrong, for people. */
    public String what() {
        return what;
    }
}
