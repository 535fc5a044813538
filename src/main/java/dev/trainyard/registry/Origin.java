package dev.trainyard.registry;

/** How a version comes about. */
public enum Origin {
    /** From an archive that somebody sent. */
    UPLOAD,
    /** From another version, and pictures from the web. */
    EXPANSION
}
