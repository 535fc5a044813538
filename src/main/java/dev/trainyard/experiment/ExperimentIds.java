package dev.trainyard.experiment;

import dev.trainyard.request.PrefixedId;

/** How the API writes the ids of this package. */
final class ExperimentIds {
    static final PrefixedId EXPERIMENT = new PrefixedId("exp_");

    private ExperimentIds() {}
}
