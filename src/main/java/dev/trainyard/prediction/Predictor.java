package dev.trainyard.prediction;

import dev.trainyard.dataset.Normalization;
import dev.trainyard.training.Inference;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.springframework.stereotype.Component;

/**
 * Computes predictions, on one thread: what ND4J keeps for a thread is kept once, and what was asked for while it computed is
 * computed together afterwards. Nobody waits for a batch to fill.
 */
@Component
class Predictor implements AutoCloseable {
    private final PredictionSettings settings;
    private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            work -> new Thread(work, "predictions")); // begins with the first question
    private final Networks networks;
    private final DistributionSummary batches;

    /** Images for one network, and who waits for what it sees. */
    private record Question(Source source, List<byte[]> images, CompletableFuture<List<float[]>> answer) {}

    /**
     * Where a network comes from.
     *
     * @param sha256 of its weights: equal ones are computed together
     * @param network unpacks it, if it is not in memory
     * @param normalization of its images
     */
    record Source(String sha256, Supplier<ComputationGraph> network, Normalization normalization) {
        /** Of images that are normalized otherwise another network sees other things. */
        String key() {
            return sha256 + normalization;
        }
    }

    Predictor(PredictionSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.networks = new Networks(settings.memory().toBytes());
        this.batches = DistributionSummary.builder("trainyard.prediction.batch")
                .description("Images that were predicted together")
                .baseUnit("images")
                .register(meters);
    }

    /**
     * The probabilities of all classes, for each image.
     *
     * @param source what it throws comes back
     */
    List<float[]> predict(Source source, List<byte[]> images) {
        Question question = new Question(source, images, new CompletableFuture<>());
        waiting.add(question);
        thread.execute(this::answerAll);
        try {
            return question.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** All that wait by now; whoever comes after finds nothing left to do. */
    private void answerAll() {
        Map<String, List<Question>> byNetwork = new LinkedHashMap<>();
        for (Question next = waiting.poll(); next != null; next = waiting.poll()) {
            byNetwork
                    .computeIfAbsent(next.source().key(), any -> new ArrayList<>())
                    .add(next);
        }
        byNetwork.values().forEach(this::answer);
    }

    /** The boundary where whatever goes wrong becomes the answer of those who asked. */
    private void answer(List<Question> questions) {
        try {
            List<float[]> seen = see(
                    network(questions.get(0)),
                    questions.stream()
                            .map(Question::images)
                            .flatMap(Collection::stream)
                            .toList());
            int from = 0;
            for (Question question : questions) {
                int to = from + question.images().size();
                question.answer().complete(List.copyOf(seen.subList(from, to)));
                from = to;
            }
        } catch (Throwable e) {
            questions.forEach(question -> question.answer().completeExceptionally(e));
        }
    }

    private List<float[]> see(Inference network, List<byte[]> images) {
        List<float[]> seen = new ArrayList<>();
        for (int from = 0; from < images.size(); from += settings.maxBatch()) {
            List<byte[]> batch = images.subList(from, Math.min(images.size(), from + settings.maxBatch()));
            seen.addAll(network.probabilities(batch));
            batches.record(batch.size());
        }
        return seen;
    }

    private Inference network(Question question) {
        Source source = question.source();
        return networks.get(source.key(), () -> new Inference(source.network().get(), source.normalization()));
    }

    @Override
    public void close() {
        thread.execute(networks::close);
        thread.shutdown();
    }
}
