package dev.trainyard.training;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.ResNetGraph;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;

/** A network as a run of the published recipe begins with it, for benchmarks. */
public final class PublishedNetwork {
    private PublishedNetwork() {}

    public static ComputationGraph create(int depth, String activation, int classes) {
        NetworkSpec spec =
                new NetworkSpec(new ResNet(depth), ActivationSpec.named(activation), Recipe.SHORTCUT, classes);
        ComputationGraph network =
                ResNetGraph.create(spec, updater(), Recipe.WEIGHT_DECAY, Recipe.SEED, DataType.FLOAT);
        FlatUpdater.install(network, Recipe.LEARNING_RATE);
        return network;
    }

    /** Stochastic gradient descent with momentum. */
    public static IUpdater updater() {
        return new MomentumSgd(Recipe.LEARNING_RATE, Recipe.MOMENTUM, false);
    }
}
