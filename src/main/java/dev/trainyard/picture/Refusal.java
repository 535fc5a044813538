package dev.trainyard.picture;

/** Why a file is not read as a picture. */
public enum Refusal {
    /** It is no PNG, JPEG or lossy WebP; SVG, TIFF, GIF and BMP are not read. */
    WRONG_TYPE,
    /** It has more pixels than are read. */
    TOO_LARGE,
    /** It is cut off, broken, or has something else behind its end. */
    DAMAGED
}
