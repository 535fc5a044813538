package dev.trainyard.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the runs of an experiment have come to. */
record Results(@Nullable String name, Grid grid, List<Result> runs) {
    Results {
        runs = List.copyOf(runs);
    }
}
