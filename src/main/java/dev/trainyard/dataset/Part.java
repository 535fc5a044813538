package dev.trainyard.dataset;

/** What an image is for. */
public enum Part {
    TRAIN,
    TEST
}
