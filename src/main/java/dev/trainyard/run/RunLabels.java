package dev.trainyard.run;

import io.micrometer.core.instrument.Tags;

/** What metrics tell runs apart by: few values each, and never a run's id. */
record RunLabels(String model, String activation, String dataset) {
    static RunLabels of(Run run) {
        Spec spec = run.spec();
        return new RunLabels(spec.model(), spec.activation().name(), spec.dataset());
    }

    Tags tags() {
        return Tags.of("model", model, "activation", activation, "dataset", dataset);
    }
}
