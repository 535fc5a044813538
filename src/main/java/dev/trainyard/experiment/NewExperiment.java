package dev.trainyard.experiment;

import dev.trainyard.run.NewRun;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A grid that somebody asks for.
 *
 * @param name for people, or null
 * @param run the fields that all runs have in common
 * @param runs one for each combination of the grid, in the order of their numbers
 */
record NewExperiment(@Nullable String name, Grid grid, ObjectNode run, List<NewRun> runs) {}
