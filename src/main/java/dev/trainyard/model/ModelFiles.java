package dev.trainyard.model;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.OnnxModel;
import dev.trainyard.network.Safetensors;
import dev.trainyard.network.Weights;
import dev.trainyard.run.TrainedRun;
import dev.trainyard.training.Checkpoint;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.springframework.stereotype.Component;

/** Makes files of checkpoints. */
@Component
class ModelFiles {
    /** Networks that are unpacked at a time: downloads must not take the memory that the training needs. */
    private static final int AT_ONCE = 2;

    private final ModelMetadata metadata;
    private final DatasetCatalog datasets;
    private final Semaphore places = new Semaphore(AT_ONCE);

    ModelFiles(ModelMetadata metadata, DatasetCatalog datasets) {
        this.metadata = metadata;
        this.datasets = datasets;
    }

    /** The file of a run's checkpoint; the same one gives the same bytes. */
    byte[] write(ModelFormat format, TrainedRun run, Checkpoint checkpoint) {
        return switch (format) {
            case SAFETENSORS -> unpack(checkpoint, network -> safetensors(network, metadata.of(run)));
            case ONNX -> unpack(checkpoint, network -> onnx(network, run));
            case DL4J -> checkpoint.content(); // a checkpoint is such a file
        };
    }

    private byte[] unpack(Checkpoint checkpoint, Function<ComputationGraph, byte[]> writer) {
        places.acquireUninterruptibly();
        try {
            ComputationGraph network = checkpoint.network();
            try {
                return writer.apply(network);
            } finally {
                NetworkMemory.release(network);
            }
        } finally {
            places.release();
        }
    }

    private byte[] onnx(ComputationGraph network, TrainedRun run) {
        return OnnxModel.write(network, datasets.imageSize(run.recipe().dataset()), metadata.of(run));
    }

    private static byte[] safetensors(ComputationGraph network, Map<String, String> metadata) {
        Map<String, String> withFormat = new TreeMap<>(metadata);
        withFormat.put("format", "pt");
        return new Safetensors(withFormat, Weights.save(network)).toBytes();
    }
}
