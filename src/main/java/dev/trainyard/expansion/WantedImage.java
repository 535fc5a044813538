package dev.trainyard.expansion;

import dev.trainyard.dataset.Part;
import org.jspecify.annotations.Nullable;

/**
 * A picture that somebody wants in a version.
 *
 * @param label name of its class
 */
record WantedImage(
        String url, String label, Part part, @Nullable String licence) {}
