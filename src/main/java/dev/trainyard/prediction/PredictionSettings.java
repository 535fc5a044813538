package dev.trainyard.prediction;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of predictions.
 *
 * @param maxImages the most images of one request
 * @param maxPixels the most pixels that an image may have, width times height, before it is made small
 * @param maxBatch the most images that are computed at once, of however many requests
 * @param memory what the networks that are kept may take, off the heap
 */
@ConfigurationProperties("trainyard.predictions")
record PredictionSettings(
        @DefaultValue("256") int maxImages,
        @DefaultValue("16777216") int maxPixels,
        @DefaultValue("64") int maxBatch,
        @DefaultValue("256MB") DataSize memory) {

    PredictionSettings {
        if (maxImages < 1 || maxPixels < 1 || maxBatch < 1 || memory.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "trainyard.predictions: max-images (%d), max-pixels (%d), max-batch (%d) and memory (%s) must be positive"
                            .formatted(maxImages, maxPixels, maxBatch, memory));
        }
    }
}
