package dev.trainyard.network;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A CIFAR ResNet of He et al. 2015, section 4.2: {@code depth = 6k + 2} layers in three stages of {@code k} basic
 * blocks.
 *
 * @param depth number of weighted layers, 8 to 110
 */
public record ResNet(int depth) {
    private static final int SHALLOWEST = 8;
    private static final int DEEPEST = 110;
    private static final Pattern NAME = Pattern.compile("resnet-([1-9][0-9]{0,3})");

    /** Throws IllegalArgumentException for a depth that is not 6k + 2 from 8 to 110. */
    public ResNet {
        if (depth < SHALLOWEST || depth > DEEPEST || depth % 6 != 2) {
            throw new IllegalArgumentException("No CIFAR ResNet has depth " + depth + ": it is 6k + 2, from 8 to 110");
        }
    }

    /** Every model there is, shallowest first. */
    public static List<ResNet> all() {
        return IntStream.iterate(SHALLOWEST, depth -> depth <= DEEPEST, depth -> depth + 6)
                .mapToObj(ResNet::new)
                .toList();
    }

    /** The model of that name, such as {@code resnet-20}; empty where there is none. */
    public static Optional<ResNet> named(String name) {
        var matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int depth = Integer.parseInt(matcher.group(1));
        return all().stream().filter(model -> model.depth == depth).findFirst();
    }

    /** {@code resnet-} and the depth. */
    public String name() {
        return "resnet-" + depth;
    }

    /** Basic blocks in each of the three stages, k. */
    public int blocksPerStage() {
        return (depth - 2) / 6;
    }

    /**
     * How many numbers the network trains with shortcut A and an activation that learns nothing, which is what papers
     * count: 269,722 for ResNet-20 and 10 classes.
     */
    public long parameters(int classes) {
        int k = blocksPerStage();
        long stem = convolution(3, 16);
        long first = 2L * k * convolution(16, 16);
        long second = convolution(16, 32) + (2L * k - 1) * convolution(32, 32);
        long third = convolution(32, 64) + (2L * k - 1) * convolution(64, 64);
        return stem + first + second + third + (64L + 1) * classes;
    }

    /** A 3x3 convolution and its batch norm. */
    private static long convolution(int inputs, int outputs) {
        return 9L * inputs * outputs + 2L * outputs;
    }
}
