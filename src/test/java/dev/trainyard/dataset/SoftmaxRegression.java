package dev.trainyard.dataset;

import java.util.Iterator;

/** The linear classifier, p = softmax(W x + b), trained by plain stochastic gradient descent on the cross-entropy. */
final class SoftmaxRegression {
    private final int features;
    private final float[][] weights;
    private final float[] biases;

    SoftmaxRegression(int features, int classes) {
        this.features = features;
        weights = new float[classes][features];
        biases = new float[classes];
    }

    void train(Iterator<Batch> batches, float learningRate) {
        batches.forEachRemaining(batch -> {
            for (int i = 0; i < batch.size(); i++) {
                step(batch, i, learningRate);
            }
        });
    }

    private void step(Batch batch, int i, float learningRate) {
        float[] gradients = softmax(scores(batch, i));
        gradients[batch.labels()[i]] -= 1;
        for (int k = 0; k < weights.length; k++) {
            float step = learningRate * gradients[k];
            for (int f = 0; f < features; f++) {
                weights[k][f] -= step * batch.images()[i * features + f];
            }
            biases[k] -= step;
        }
    }

    /** The part of the images that it classifies right. */
    double accuracy(Iterator<Batch> batches) {
        int right = 0;
        int all = 0;
        while (batches.hasNext()) {
            Batch batch = batches.next();
            for (int i = 0; i < batch.size(); i++, all++) {
                right += argmax(scores(batch, i)) == batch.labels()[i] ? 1 : 0;
            }
        }
        return (double) right / all;
    }

    private float[] scores(Batch batch, int i) {
        float[] scores = biases.clone();
        for (int k = 0; k < scores.length; k++) {
            for (int f = 0; f < features; f++) {
                scores[k] += weights[k][f] * batch.images()[i * features + f];
            }
        }
        return scores;
    }

    private static float[] softmax(float[] scores) {
        float max = scores[argmax(scores)];
        float[] p = new float[scores.length];
        float sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = (float) Math.exp(scores[k] - max);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
        return p;
    }

    private static int argmax(float[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }
}
