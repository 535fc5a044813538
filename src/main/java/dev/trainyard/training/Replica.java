package dev.trainyard.training;

import dev.trainyard.dataset.Batch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/** A copy of the network on another device, and the thread which is attached to that: no other touches its memory. */
final class Replica implements AutoCloseable {
    private final ExecutorService thread;
    private final CompletableFuture<Copy> copy;

    private record Copy(ComputationGraph network, Logits logits) {
        Share compute(double[] parameters, Batch part) {
            network.params()
                    .assign(Nd4j.createFromArray(parameters)
                            .reshape(network.params().shape()));
            return Share.compute(network, logits, part);
        }
    }

    /** @param create makes a network of the same structure; its parameters do not matter */
    Replica(Device device, Supplier<ComputationGraph> create) {
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "replica on " + device.id());
            made.setDaemon(true);
            return made;
        });
        this.copy = CompletableFuture.supplyAsync(
                () -> {
                    device.attach();
                    ComputationGraph network = create.get();
                    return new Copy(network, new Logits(network));
                },
                thread);
    }

    /** Begins with its part of a step, with those parameters. */
    CompletableFuture<Share> compute(double[] parameters, Batch part) {
        return copy.thenApplyAsync(own -> own.compute(parameters, part), thread);
    }

    /** Waits for what is at work; the thread takes its workspaces with it. */
    @Override
    public void close() {
        copy.thenAcceptAsync(own -> own.network().close(), thread)
                .exceptionally(toldByTheStep -> null)
                .join();
        thread.shutdown();
    }
}
