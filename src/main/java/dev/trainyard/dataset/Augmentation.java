package dev.trainyard.dataset;

/** How training images are varied from epoch to epoch. */
public enum Augmentation {
    /** Not at all. */
    NONE,
    /** Pishchik 2023: with probability 1/2 a flip (itself with probability 1/2), otherwise a padded crop; never both. */
    FLIP_OR_CROP,
    /** He et al. 2015: a padded crop of every image, then a flip with probability 1/2. */
    FLIP_AND_CROP
}
