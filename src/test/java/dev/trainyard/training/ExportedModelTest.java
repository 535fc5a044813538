package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Sharing;
import dev.trainyard.dataset.Batch;
import dev.trainyard.dataset.BatchLoader;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.OnnxModel;
import dev.trainyard.network.OnnxRuntime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Models that were trained, in another's runtime. */
class ExportedModelTest {
    private static final int TEST_IMAGES = 1000;
    private static final double ONE_IMAGE = 1.0 / TEST_IMAGES;

    @ParameterizedTest
    @CsvSource({"relu, NETWORK", "coslu, NETWORK", "delu, LAYER", "normlincomb, CHANNEL"})
    void theRuntimeScoresWhatTheRunReportedOnAllTestImages(String activation, Sharing sharing) throws Exception {
        Dataset dataset = SmallTraining.dataset(80, TEST_IMAGES);
        var spec = new ActivationSpec(activation, sharing, Map.of(), List.of());
        Recorder recorder = new Recorder();
        TestReport reported = Training.run(SmallTraining.recipe(spec, 3, 0.05), dataset, null, recorder)
                .last();
        ComputationGraph network = recorder.latest().network();
        Tally tally = new Tally(dataset.classes().size());
        int[] all = IntStream.range(0, TEST_IMAGES).toArray();

        try (OnnxRuntime runtime = new OnnxRuntime(OnnxModel.write(network, 32, Map.of()));
                BatchLoader batches = BatchLoader.inOrder(dataset.test(), all, 250, SmallTraining.NORMALIZATION)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                INDArray images = Nd4j.createFromArray(batch.images()).reshape('c', batch.size(), 32, 32, 3);
                INDArray logits = runtime.logits(images);
                tally.add(logits, batch.labels());
                assertThat(Transforms.softmax(logits)
                                .sub(network.outputSingle(images))
                                .amaxNumber()
                                .doubleValue())
                        .isLessThanOrEqualTo(1e-4);
            }
        }

        // An image whose two largest logits agree to the last digits may fall to either side.
        assertThat(tally.report(3).accuracy()).isCloseTo(reported.accuracy(), within(ONE_IMAGE));
        NetworkMemory.release(network);
    }
}
