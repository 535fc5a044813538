package dev.trainyard.registry;

/** Where a version is on its way. */
enum VersionStatus {
    QUEUED,
    BUILDING,
    READY,
    FAILED,
    CANCELLED;

    /** Whether it changes no more. */
    boolean isEnd() {
        return this == READY || this == FAILED || this == CANCELLED;
    }
}
