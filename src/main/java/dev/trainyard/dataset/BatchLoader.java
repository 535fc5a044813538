package dev.trainyard.dataset;

import dev.trainyard.dataset.Augmentation.View;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * One pass over images in batches. The next batch is prepared on a background thread while the current one is used; the
 * last one may be smaller. Order and augmentation depend on nothing but seed, epoch and position. To be used by one
 * thread, and closed.
 */
public final class BatchLoader implements Iterator<Batch>, AutoCloseable {
    private final BatchPreparation preparation;
    private final int[] order;
    private final int batchSize;
    private final IntFunction<View> viewAt;
    private final ExecutorService background = Executors.newSingleThreadExecutor(BatchLoader::daemon);
    private int position;
    private Future<Batch> upcoming;

    private BatchLoader(BatchPreparation preparation, int[] order, int batchSize, IntFunction<View> viewAt) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be at least 1, but is " + batchSize);
        }
        this.preparation = preparation;
        this.order = order;
        this.batchSize = batchSize;
        this.viewAt = viewAt;
        upcoming = prepare(0);
    }

    /**
     * A training pass, shuffled and augmented.
     *
     * @param indices the images of the pass, in any order; the shuffle is of this order
     * @param seed the seed of the run
     * @param epoch which pass it is: each has its own order and augmentation
     */
    public static BatchLoader shuffled(
            ImageSet images,
            int[] indices,
            int batchSize,
            Augmentation augmentation,
            Normalization normalization,
            long seed,
            int epoch) {
        int[] order = indices.clone();
        Seeds.shuffle(order, Seeds.shuffle(seed, epoch));
        IntFunction<View> viewAt = position -> augmentation.draw(Seeds.augmentation(seed, epoch, position));
        return new BatchLoader(new BatchPreparation(images, normalization), order, batchSize, viewAt);
    }

    /** An evaluation pass over the images at the indices, in that order, not augmented. */
    public static BatchLoader inOrder(ImageSet images, int[] indices, int batchSize, Normalization normalization) {
        return new BatchLoader(
                new BatchPreparation(images, normalization), indices.clone(), batchSize, position -> View.WHOLE);
    }

    @Override
    public boolean hasNext() {
        return position < order.length;
    }

    /**
     * The next batch, waiting for it if need be.
     *
     * @throws IllegalStateException if it could not be prepared (with the cause), or the loader is closed
     * @throws CancellationException if the thread is interrupted, also while it waits; it stays interrupted
     */
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (background.isShutdown()) {
            throw new IllegalStateException("the batch loader is closed");
        }
        Batch batch = await(upcoming);
        position += batch.size();
        upcoming = prepare(position);
        return batch;
    }

    /** Stops the background thread, whatever is left. */
    @Override
    public void close() {
        background.shutdownNow();
        upcoming.cancel(true);
    }

    private Future<Batch> prepare(int start) {
        int end = start + Math.min(batchSize, order.length - start);
        return background.submit(() -> {
            View[] views = new View[end - start];
            Arrays.setAll(views, i -> viewAt.apply(start + i));
            return preparation.batch(Arrays.copyOfRange(order, start, end), views);
        });
    }

    private static Batch await(Future<Batch> upcoming) {
        try {
            // A batch that is ready would be returned in spite of an interrupt.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return upcoming.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a batch");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a batch could not be prepared", failed.getCause());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "batch-loader");
        thread.setDaemon(true);
        return thread;
    }
}
