package dev.trainyard.archive;

/** Is told how far an import is; what it throws ends the import. */
@FunctionalInterface
public interface ImportProgress {
    /** So many pictures of all are done. */
    void report(long done, long total);
}
