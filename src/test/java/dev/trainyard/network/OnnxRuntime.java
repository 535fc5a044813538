package dev.trainyard.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Microsoft's runtime with a model, as somebody else would use it. */
public final class OnnxRuntime implements AutoCloseable {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private final OrtSession session;

    /** Throws OrtException for a file that is no valid model. */
    public OnnxRuntime(byte[] model) throws OrtException {
        session = ENVIRONMENT.createSession(model);
    }

    /** The logits, [batch, classes], of normalised images [batch, 32, 32, 3]. */
    public INDArray logits(INDArray images) throws OrtException {
        INDArray channelsFirst = images.permute(0, 3, 1, 2).dup('c');
        try (OnnxTensor input = OnnxTensor.createTensor(
                        ENVIRONMENT, FloatBuffer.wrap(channelsFirst.data().asFloat()), channelsFirst.shape());
                OrtSession.Result result = session.run(Map.of("image", input))) {
            return Nd4j.createFromArray(
                    (float[][]) result.get("logits").orElseThrow().getValue());
        }
    }

    /** What the model tells of itself. */
    public Map<String, String> metadata() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
