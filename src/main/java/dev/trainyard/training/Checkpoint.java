package dev.trainyard.training;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The state of a run after an epoch: all that a later process needs to go on, or to predict.
 *
 * @param epoch that it was taken after, from 1
 * @param validationLoss of that epoch
 * @param content parameters, running statistics and updater state; opaque to whoever stores it
 */
// A checkpoint is compared by nobody, and copying megabytes to hide an array would cost more than it protects.
@SuppressWarnings("ArrayRecordComponent")
public record Checkpoint(int epoch, double validationLoss, byte[] content) {
    /**
     * The network as it was then, to train on or to compute with; the caller closes it.
     *
     * @throws UnreadableCheckpointException if the content is none
     * @throws EngineUnavailableException if this process cannot compute networks: one that only serves the API was not
     *     refused for that when it started
     */
    public ComputationGraph network() {
        Engine.requireUsable();
        return CheckpointFormat.read(this);
    }
}
