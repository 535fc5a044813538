package dev.trainyard.prediction;

import dev.trainyard.run.TrainedRun;
import dev.trainyard.training.Checkpoint;
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
    private record Question(
            TrainedRun run,
            Supplier<Checkpoint> checkpoint,
            List<byte[]> images,
            CompletableFuture<List<float[]>> answer) {}

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
     * @param checkpoint reads that of the run, if its network is not in memory; what it throws comes back
     */
    List<float[]> predict(TrainedRun run, Supplier<Checkpoint> checkpoint, List<byte[]> images) {
        Question question = new Question(run, checkpoint, images, new CompletableFuture<>());
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
                    .computeIfAbsent(next.run().sha256(), any -> new ArrayList<>())
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
        return networks.get(
                question.run().sha256(),
                () -> new Inference(
                        question.checkpoint().get(), question.run().recipe().normalization()));
    }

    @Override
    public void close() {
        thread.execute(networks::close);
        thread.shutdown();
    }
}
