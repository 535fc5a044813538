package dev.trainyard.training;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link Optimizer} as Deeplearning4j configures it, which has no plain momentum of its own. The learning rate is set
 * anew for each epoch.
 */
final class MomentumSgd implements IUpdater {
    private static final long serialVersionUID = 1;

    @JsonProperty
    private double learningRate;

    @JsonProperty
    private final double momentum;

    @JsonProperty
    private final boolean nesterov;

    MomentumSgd(
            @JsonProperty("learningRate") double learningRate,
            @JsonProperty("momentum") double momentum,
            @JsonProperty("nesterov") boolean nesterov) {
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.nesterov = nesterov;
    }

    double momentum() {
        return momentum;
    }

    boolean nesterov() {
        return nesterov;
    }

    @Override
    public long stateSize(long parameters) {
        return parameters;
    }

    @Override
    public GradientUpdater<MomentumSgd> instantiate(INDArray state, boolean initialize) {
        if (initialize) {
            state.assign(0);
        }
        return new Velocity(this, state.reshape(state.length()));
    }

    @Override
    public GradientUpdater<MomentumSgd> instantiate(Map<String, INDArray> state, boolean initialize) {
        Velocity updater = new Velocity(this, Objects.requireNonNull(state.get(Velocity.STATE)));
        updater.setState(state, initialize);
        return updater;
    }

    @Override
    public double getLearningRate(int iteration, int epoch) {
        return learningRate;
    }

    @Override
    public boolean hasLearningRate() {
        return true;
    }

    @Override
    public void setLrAndSchedule(double rate, @Nullable ISchedule schedule) {
        this.learningRate = rate;
    }

    @Override
    public MomentumSgd clone() {
        return new MomentumSgd(learningRate, momentum, nesterov);
    }

    /** Equal configurations let Deeplearning4j update neighbouring parameters in one go. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MomentumSgd that
                && learningRate == that.learningRate
                && momentum == that.momentum
                && nesterov == that.nesterov;
    }

    @Override
    public int hashCode() {
        return Objects.hash(learningRate, momentum, nesterov);
    }
}
