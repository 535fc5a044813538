package dev.trainyard.worker;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.training.TrainingObserver;
import dev.trainyard.training.TrainingResult;

/** How a claimed run becomes a result; tests and simulations put other trainings in its place. */
@FunctionalInterface
interface Trainer {
    /** Trains to the end; may throw anything, also what the observer threw. */
    TrainingResult train(ClaimedRun run, TrainingObserver observer);
}
