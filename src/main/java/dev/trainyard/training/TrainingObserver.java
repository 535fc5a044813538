package dev.trainyard.training;

/**
 * Told what a training does while it does it, on the training thread. Whatever a method throws ends the training and
 * reaches the caller of {@link Training#run}: an observer stops a run by throwing.
 */
public interface TrainingObserver {
    /** After every step. */
    void stepped(StepReport step);

    /** After every epoch; {@code best}: no epoch before had a smaller validation loss. */
    void epochEnded(EpochReport epoch, Checkpoint checkpoint, boolean best);
}
