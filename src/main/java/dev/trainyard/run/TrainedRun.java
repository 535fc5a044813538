package dev.trainyard.run;

import dev.trainyard.training.Recipe;

/**
 * A run and one of its checkpoints, whose content {@link TrainedRuns#checkpoint} reads.
 *
 * @param id of the run
 * @param recipe that it is trained by
 * @param epoch that the checkpoint was taken after, from 1
 * @param sha256 of the checkpoint's content, 64 hexadecimal digits: another checkpoint has another
 */
public record TrainedRun(RunId id, Recipe recipe, int epoch, String sha256) {}
