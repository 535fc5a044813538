package dev.trainyard.picture;

/** How a picture becomes a square. */
public enum Fitting {
    /** Its largest square around the middle. */
    CROP,
    /** All of it, in the middle of a black square as wide as its longer side. */
    FIT
}
