package dev.trainyard.training;

import dev.trainyard.dataset.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The copies of a network on a run's other devices, and the step that all make together: each computes the gradient of its
 * part of the batch from the same parameters, the sums of all parts become one update of the network, which alone has an
 * updater (docs/adr/0015). Between steps the copies hold nothing that counts, so a checkpoint is that of the network.
 */
final class Replicas implements AutoCloseable {
    private final List<Replica> others;

    private Replicas(List<Replica> others) {
        this.others = others;
    }

    static Replicas none() {
        return new Replicas(List.of());
    }

    /**
     * For a network on the calling thread's device.
     *
     * @param devices of the run, that one included
     * @param create makes a network of the same structure
     */
    static Replicas start(int devices, Supplier<ComputationGraph> create) {
        return new Replicas(Device.current().group(devices).stream()
                .skip(1)
                .map(device -> new Replica(device, create))
                .toList());
    }

    boolean isEmpty() {
        return others.isEmpty();
    }

    /** Makes a step, and returns the logits of the batch before it, image by image. */
    float[] step(ComputationGraph network, Logits logits, Batch batch) {
        List<Share> shares = shares(network, logits, batch);
        INDArray parameters = network.params();
        assign(parameters, withMeanStatistics(shares, batch.size()));
        Gradient gradient = network.gradient();
        assign(gradient.gradient(), sum(shares));
        network.getListeners().forEach(listener -> listener.onGradientCalculation(network));
        network.getUpdater().update(gradient, 0, 0, batch.size(), LayerWorkspaceMgr.noWorkspaces());
        parameters.subi(gradient.gradient().reshape(parameters.shape()));
        return logits(shares);
    }

    /** In the order of the batch, whoever is done first: sums in another order would be other sums. */
    private List<Share> shares(ComputationGraph network, Logits logits, Batch batch) {
        List<Batch> parts = batch.split(others.size() + 1);
        double[] parameters = Share.values(network.params());
        List<CompletableFuture<Share>> begun = new ArrayList<>();
        for (int i = 1; i < parts.size(); i++) {
            begun.add(others.get(i - 1).compute(parameters, parts.get(i)));
        }
        List<Share> shares = new ArrayList<>();
        shares.add(Share.compute(network, logits, parts.get(0)));
        // Not get(): a worker that drains interrupts this thread, and ends the run after a whole step.
        begun.forEach(share -> shares.add(share.join()));
        return shares;
    }

    private static double[] sum(List<Share> shares) {
        double[] sum = new double[shares.get(0).gradient().length];
        for (Share share : shares) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += share.gradient()[i];
            }
        }
        return sum;
    }

    /**
     * The first share's parameters, and of running statistics the mean over the images. By differences, since those of
     * what has not moved are 0, and leave it as it is to the last bit.
     */
    private static double[] withMeanStatistics(List<Share> shares, int images) {
        double[] first = shares.get(0).parameters();
        double[] mean = first.clone();
        for (Share share : shares.subList(1, shares.size())) {
            double weight = (double) share.images() / images;
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weight * (share.parameters()[i] - first[i]);
            }
        }
        return mean;
    }

    private static void assign(INDArray flat, double[] values) {
        flat.assign(Nd4j.createFromArray(values).reshape(flat.shape()));
    }

    private static float[] logits(List<Share> shares) {
        int length = shares.stream().mapToInt(share -> share.logits().length).sum();
        float[] all = new float[length];
        int at = 0;
        for (Share share : shares) {
            System.arraycopy(share.logits(), 0, all, at, share.logits().length);
            at += share.logits().length;
        }
        return all;
    }

    @Override
    public void close() {
        others.forEach(Replica::close);
    }
}
