package dev.trainyard.network;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.ActivationKernel;
import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.Convolution2d;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Team;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Unit} keeps for all batches: its parameters, and an activation for each thread. */
final class FusedUnit {
    private final Unit unit;
    private final BlockParameters parameters;
    private final List<ActivationKernel> activations = new ArrayList<>();
    private final List<String> activationParameters;

    FusedUnit(Unit unit, BlockParameters parameters, Team team) {
        this.unit = unit;
        this.parameters = parameters;
        Activation activation = unit.activation();
        this.activationParameters = activation == null
                ? List.of()
                : activation.parameters().keySet().stream()
                        .map(unit::ofActivation)
                        .toList();
        for (int member = 0; activation != null && member < team.size(); member++) {
            activations.add(activation.kernel(unit.outputChannels(), Chunks.length(unit.outputChannels())));
        }
    }

    Unit unit() {
        return unit;
    }

    /** @param images at a time */
    Convolution2d convolution(long height, long width, int images) {
        return Convolution2d.of(unit.shape(height, width), images);
    }

    Floats value(String name) {
        return Floats.of(parameters.value(name));
    }

    Floats gradient(String name) {
        return Floats.of(parameters.gradient(name));
    }

    /** Gives the threads' activations the parameters as they are now. */
    void refreshActivations() {
        for (int k = 0; k < activationParameters.size(); k++) {
            float[] values = value(activationParameters.get(k)).toArray();
            for (ActivationKernel activation : activations) {
                activation.setParameter(k, values);
            }
        }
    }

    /** The activation for a thread of the team; null where there is none. */
    @Nullable
    ActivationKernel activation(int member) {
        return activations.isEmpty() ? null : activations.get(member);
    }

    int activationParameters() {
        return activationParameters.size();
    }

    /**
     * Sets the gradient of an activation's parameter.
     *
     * @param channels the sum over all pixels of each channel
     */
    void setActivationGradient(int k, double[] channels) {
        Floats gradient = gradient(activationParameters.get(k));
        // One parameter for each channel, or one alone for all of them.
        double[] sums = new double[(int) gradient.length()];
        for (int channel = 0; channel < channels.length; channel++) {
            sums[channel % sums.length] += channels[channel];
        }
        gradient.write(0, FusedNorm.toFloats(sums), sums.length);
    }
}
