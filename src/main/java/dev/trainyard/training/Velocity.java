package dev.trainyard.training;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** The state v of {@link MomentumSgd}, and the step it makes of a gradient. */
final class Velocity implements GradientUpdater<MomentumSgd> {
    static final String STATE = "V";

    private final MomentumSgd config;
    private INDArray velocity;

    Velocity(MomentumSgd config, INDArray velocity) {
        this.config = config;
        this.velocity = velocity;
    }

    @Override
    public MomentumSgd getConfig() {
        return config;
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
        velocity = state.getOrDefault(STATE, velocity);
        if (initialize) {
            velocity.assign(0);
        }
    }

    @Override
    public Map<String, INDArray> getState() {
        return Map.of(STATE, velocity);
    }

    @Override
    public void setStateViewArray(INDArray view, long[] gradientShape, char gradientOrder, boolean initialize) {
        velocity = view.reshape(gradientOrder, gradientShape);
        if (initialize) {
            velocity.assign(0);
        }
    }

    /** Replaces the gradient by what is to be subtracted from the parameters. */
    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        velocity.muli(config.momentum()).addi(gradient);
        double rate = config.getLearningRate(iteration, epoch);
        if (config.nesterov()) {
            gradient.addi(velocity.mul(config.momentum())).muli(rate);
        } else {
            gradient.assign(velocity).muli(rate);
        }
    }
}
