package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Files that lie beside the project on its developers' machines and in CI, and nowhere else: a test that needs one is
 * skipped where it is absent.
 */
public final class SharedFiles {
    private static final Path DATA = Path.of("../shared/data");
    /** Where archives of these are unpacked to. */
    public static final Path UNPACKED = Path.of("target/shared-data");

    private SharedFiles() {}

    /** The file under shared/data, or the test is skipped. */
    public static Path data(String name) {
        Path file = DATA.resolve(name);
        Assumptions.assumeTrue(
                Files.isRegularFile(file),
                () -> "skipped: " + file.toAbsolutePath().normalize() + " is not there");
        return file;
    }

    /** A directory that holds CIFAR-10 unpacked ({@code cifar-10-batches-bin}), or the test is skipped. */
    public static synchronized Path cifar10() throws IOException, InterruptedException {
        Path archive = data("cifar-10-binary.tar.xz");
        if (!Files.exists(UNPACKED.resolve("cifar-10-batches-bin/test_batch.bin"))) {
            Files.createDirectories(UNPACKED);
            Process tar = new ProcessBuilder("tar", "xJf", archive.toString(), "-C", UNPACKED.toString())
                    .inheritIO()
                    .start();
            assertThat(tar.waitFor()).as("exit code of tar").isZero();
        }
        return UNPACKED;
    }
}
