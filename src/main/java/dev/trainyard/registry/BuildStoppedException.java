package dev.trainyard.registry;

/** The making of a version is to end: it was cancelled, or another process has its lease. */
public final class BuildStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BuildStoppedException() {
        super("the making of the version is to stop", null, false, false);
    }
}
