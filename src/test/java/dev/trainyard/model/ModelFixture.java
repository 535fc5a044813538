package dev.trainyard.model;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.RandomNetwork;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Safetensors;
import dev.trainyard.network.Shortcut;
import dev.trainyard.network.Weights;
import dev.trainyard.run.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Files of networks that nobody trained, as somebody brings them. */
public final class ModelFixture {
    private ModelFixture() {}

    /** Of ResNet-8 with that activation and its published parameters, for ten classes; always the same bytes. */
    public static byte[] file(String activation) {
        return safetensors(activation).toBytes();
    }

    static Safetensors safetensors(String activation) {
        NetworkSpec spec = new NetworkSpec(new ResNet(8), ActivationSpec.named(activation), Shortcut.A, 10);
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("model", "resnet-8");
        metadata.put("activation", "\"%s\"".formatted(activation));
        return new Safetensors(metadata, weights(spec));
    }

    static Map<String, org.nd4j.linalg.api.ndarray.INDArray> weights(NetworkSpec spec) {
        ComputationGraph network = RandomNetwork.of(spec);
        try {
            return Weights.save(network);
        } finally {
            NetworkMemory.release(network);
        }
    }

    /** Imports a file for {@code shapes}. */
    public static Http.Answer send(Http http, String query, byte[] file) {
        return http.send(
                "POST",
                "/v1/models?dataset=shapes" + query,
                "application/octet-stream",
                BodyPublishers.ofByteArray(file));
    }
}
