package dev.trainyard.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** CIFAR-10 or CIFAR-100, from the official archive. */
final class Cifar implements Source {
    private final String name;
    private final CifarLayout layout;
    private final Normalization normalization;
    private final Archive archive;
    private final Archives archives;
    private final List<String> classes;

    Cifar(String name, CifarLayout layout, Normalization normalization, Archive archive, Archives archives) {
        this.name = name;
        this.layout = layout;
        this.normalization = normalization;
        this.archive = archive;
        this.archives = archives;
        this.classes = ClassNames.of(name);
    }

    /** The archive's checksum is that of cifar.html; mean and deviation are over the training images. */
    static Cifar cifar10(Archives archives) {
        return new Cifar(
                "cifar-10",
                CifarLayout.CIFAR_10,
                new Normalization(List.of(0.4914, 0.4822, 0.4465), List.of(0.2470, 0.2435, 0.2616)),
                new Archive("cifar-10-binary", "cifar-10-batches-bin", "c32a1d4ab5d03f1284b67883e8d87530"),
                archives);
    }

    /** With its 100 fine labels; the archive's checksum is that of cifar.html. */
    static Cifar cifar100(Archives archives) {
        return new Cifar(
                "cifar-100",
                CifarLayout.CIFAR_100,
                new Normalization(List.of(0.5071, 0.4865, 0.4409), List.of(0.2673, 0.2564, 0.2762)),
                new Archive("cifar-100-binary", "cifar-100-binary", "03b5dce01913d631647c71ecec9e9cb8"),
                archives);
    }

    @Override
    public DatasetDescription describe() {
        return new DatasetDescription(
                name,
                "Photographs of %d kinds of things, 32 x 32 pixels (Krizhevsky 2009).".formatted(layout.classes()),
                layout.classes(),
                classes,
                CifarLayout.SIDE,
                layout.trainImages(),
                layout.test().count(),
                archives.has(archive),
                normalization);
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public Dataset load() {
        try {
            Path directory = archives.unpacked(archive);
            CifarReader reader = new CifarReader(layout, directory);
            return new Dataset(name, reader.classes(), reader.train(), reader.test(), normalization);
        } catch (IOException failure) {
            String reason = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
            throw new DatasetUnavailableException(
                    "The data set %s is not available: %s. %s".formatted(name, reason, archives.advice(archive)),
                    failure);
        }
    }
}
