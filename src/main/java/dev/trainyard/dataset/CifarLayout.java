package dev.trainyard.dataset;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The files of a CIFAR data set in the official binary layout. A record is its label bytes, of which the last is the
 * class, and 3 x 32 x 32 pixel bytes: a plane each of red, green and blue, row by row.
 *
 * <p>Source: Krizhevsky 2009, <a href="https://www.cs.toronto.edu/~kriz/cifar.html">cifar.html</a>, "Binary version".
 *
 * @param classes the number of classes
 * @param classNames the file with a class name on each line
 * @param labelBytes 1, or 2 where a coarse label precedes the class
 * @param train the training files, in order
 * @param test the test file
 */
record CifarLayout(int classes, String classNames, int labelBytes, List<Records> train, Records test) {
    static final int SIDE = 32;
    static final int PLANE = SIDE * SIDE;

    static final CifarLayout CIFAR_10 = new CifarLayout(
            10,
            "batches.meta.txt",
            1,
            IntStream.rangeClosed(1, 5)
                    .mapToObj(i -> new Records("data_batch_" + i + ".bin", 10_000))
                    .toList(),
            new Records("test_batch.bin", 10_000));

    static final CifarLayout CIFAR_100 = new CifarLayout(
            100, "fine_label_names.txt", 2, List.of(new Records("train.bin", 50_000)), new Records("test.bin", 10_000));

    /** A file of records. */
    record Records(String file, int count) {}

    int recordLength() {
        return labelBytes + ImageSet.CHANNELS * PLANE;
    }

    int trainImages() {
        return train.stream().mapToInt(Records::count).sum();
    }
}
