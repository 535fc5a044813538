package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.fuzz.ByteMutation;
import dev.trainyard.fuzz.Chance;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.network.Shortcut;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Whatever bytes a checkpoint has: it is a network, or unreadable. */
class CheckpointFuzzTest {
    private static final long SEED = 6;
    private static final Checkpoint WHOLE = checkpoint();
    private static final Map<String, byte[]> ENTRIES = unpacked(WHOLE.content());

    private static Checkpoint checkpoint() {
        NetworkSpec spec = new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, 10);
        var network = ResNetGraph.create(spec, new MomentumSgd(0.1, 0.9, false), 1e-4, 42, DataType.FLOAT);
        return CheckpointFormat.write(network, 1, 1.5);
    }

    @Test
    void theWholeCheckpointIsANetwork() {
        assertThat(CheckpointFormat.read(WHOLE).numParams()).isGreaterThan(70_000);
    }

    @Test
    void changedBytesAreANetworkOrUnreadable() {
        for (int number = 0; number < 60; number++) {
            read(ByteMutation.mutate(WHOLE.content(), Chance.of(SEED, number)), number);
        }
    }

    @Test
    void noiseIsUnreadable() {
        for (int number = 0; number < 200; number++) {
            Chance chance = Chance.of(SEED, number);
            byte[] noise = chance.bytes(chance.below(300));
            assertThatThrownBy(() -> CheckpointFormat.read(new Checkpoint(1, 1.5, noise)))
                    .isInstanceOf(UnreadableCheckpointException.class);
        }
    }

    /** In a zip whose checksums are right, so that what is in it is read. */
    @ParameterizedTest
    @ValueSource(strings = {"configuration.json", "coefficients.bin", "updaterState.bin"})
    void aChangedPartIsANetworkOrUnreadable(String part) {
        for (int number = 0; number < 60; number++) {
            Chance chance = Chance.of(SEED, number);
            Map<String, byte[]> changed = new LinkedHashMap<>(ENTRIES);
            changed.computeIfPresent(part, (name, content) -> changed(content, chance));
            assertThat(changed).containsKey(part);
            read(packed(changed), number);
        }
    }

    /** What an array says of itself is at its beginning. */
    private static byte[] changed(byte[] content, Chance chance) {
        int head = Math.min(content.length, chance.of(100, 100, content.length));
        byte[] mutated = ByteMutation.mutate(java.util.Arrays.copyOf(content, head), chance);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(mutated);
        whole.write(content, head, content.length - head);
        return whole.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration.json", "coefficients.bin", "updaterState.bin"})
    void aMissingPartIsUnreadable(String part) {
        Map<String, byte[]> fewer = new LinkedHashMap<>(ENTRIES);
        fewer.remove(part);

        assertThatThrownBy(() -> CheckpointFormat.read(new Checkpoint(1, 1.5, packed(fewer))))
                .isInstanceOf(UnreadableCheckpointException.class);
    }

    private static void read(byte[] content, int number) {
        try {
            assertThat(CheckpointFormat.read(new Checkpoint(1, 1.5, content))).isNotNull();
        } catch (UnreadableCheckpointException told) {
            assertThat(told.getMessage()).contains("epoch 1");
        } catch (RuntimeException | Error untold) {
            fail("change %d of seed %d".formatted(number, SEED), untold);
        }
    }

    private static Map<String, byte[]> unpacked(byte[] zip) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                entries.put(entry.getName(), from.readAllBytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }

    private static byte[] packed(Map<String, byte[]> entries) {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream to = new ZipOutputStream(zip)) {
            to.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                to.putNextEntry(new ZipEntry(entry.getKey()));
                to.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return zip.toByteArray();
    }
}
