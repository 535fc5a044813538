package dev.trainyard.registry;

import dev.trainyard.dataset.VersionSummary;
import java.util.Map;

/**
 * A version that was made, its file at {@link Making#target}.
 *
 * @param summary of the file
 * @param report what became of pictures that are not in it, for people: numbers by reason
 */
public record MadeVersion(VersionSummary summary, Map<String, Long> report) {
    /** A version with a report. */
    public MadeVersion {
        report = Map.copyOf(report);
    }
}
