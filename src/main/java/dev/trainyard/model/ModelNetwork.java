package dev.trainyard.model;

import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.network.Safetensors;
import dev.trainyard.network.Weights;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.JsonKind;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/** Puts the weights of a file into a network. */
final class ModelNetwork {
    private ModelNetwork() {}

    /**
     * The network with these weights, which the caller closes.
     *
     * @throws UnfitModelException if a tensor is missing, unknown, of another shape or not finite, naming each
     */
    static ComputationGraph of(NetworkSpec spec, Safetensors file) {
        ComputationGraph network = ResNetGraph.create(spec, new NoOp(), 0, 0, DataType.FLOAT);
        List<Weights.Misfit> misfits = Weights.misfits(network, file.tensors());
        if (!misfits.isEmpty()) {
            NetworkMemory.release(network);
            throw new UnfitModelException(
                    misfits.stream().map(ModelNetwork::told).toList());
        }
        Weights.load(network, file.tensors());
        return network;
    }

    private static Invalid told(Weights.Misfit misfit) {
        String name = JsonKind.quoted(misfit.tensor());
        return new Invalid(
                "/" + name.substring(1, name.length() - 1),
                "tensor %s: %s".formatted(name, misfit.message()),
                misfit.allowed());
    }
}
