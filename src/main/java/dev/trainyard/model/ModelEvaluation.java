package dev.trainyard.model;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.Safetensors;
import dev.trainyard.network.Weights;
import dev.trainyard.request.Invalid;
import dev.trainyard.training.Engine;
import dev.trainyard.training.Evaluation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.springframework.stereotype.Component;

/**
 * Reads files and tests what is in them, one at a time on one thread: what ND4J keeps for a thread is kept once, and the
 * training goes on beside it. Whoever asks waits.
 */
@Component
class ModelEvaluation implements AutoCloseable {
    /** Files that wait or are tested, each in memory. */
    private static final int AT_ONCE = 8;

    private final ModelRecognition recognition;
    private final DatasetCatalog datasets;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "imports"); // begins with the first file
        made.setDaemon(true);
        return made;
    });

    ModelEvaluation(ModelRecognition recognition, DatasetCatalog datasets) {
        this.recognition = recognition;
        this.datasets = datasets;
    }

    /**
     * What kind of network the file has.
     *
     * @throws MalformedModelException if it is no safetensors file; and as {@link ModelRecognition#recognize} does
     */
    RecognizedModel recognize(NewModel asked) {
        return inTurn(() -> recognition.recognize(read(asked.content()), asked.dataset()));
    }

    /**
     * Tests the network of a file on all test images of its data set.
     *
     * @throws UnfitModelException if its tensors are not those of the network, or it computes what is no number
     * @throws TestDataUnavailableException if the data set is not to be had
     */
    EvaluatedModel evaluate(NewModel asked, RecognizedModel recognized) {
        return inTurn(() -> {
            ComputationGraph network = ModelNetwork.of(recognized.network(), read(asked.content()));
            try {
                Evaluation test = Evaluation.of(network, dataset(recognized.dataset()), recognized.normalization());
                requireFinite(test);
                return new EvaluatedModel(recognized, Weights.count(network), test);
            } finally {
                NetworkMemory.release(network);
            }
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new ImportsBusyException();
        }
        try {
            return CompletableFuture.supplyAsync(work, thread).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            places.release();
        }
    }

    private static Safetensors read(byte[] content) {
        Engine.requireUsable();
        try {
            return Safetensors.of(content);
        } catch (IllegalArgumentException e) {
            throw new MalformedModelException(e);
        }
    }

    private Dataset dataset(String name) {
        try {
            return datasets.load(name);
        } catch (DatasetUnavailableException e) {
            throw new TestDataUnavailableException(e);
        }
    }

    /** Weights may be finite and so large that what comes out is not. */
    private static void requireFinite(Evaluation test) {
        if (!Double.isFinite(test.loss())) {
            throw new UnfitModelException(List.of(new Invalid(
                    "",
                    "the network computes %s on the test images".formatted(test.loss()),
                    "weights with finite results")));
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
