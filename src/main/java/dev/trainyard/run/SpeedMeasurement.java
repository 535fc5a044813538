package dev.trainyard.run;

import dev.trainyard.training.Recipe;

/** Measures how fast runs are trained here; there is one in processes that train. */
@FunctionalInterface
public interface SpeedMeasurement {
    /** Seconds for an image that the recipe's network is trained with, on one device; to measure that may take seconds. */
    double secondsPerImage(Recipe recipe);
}
