package dev.trainyard.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.training.Inference;
import dev.trainyard.training.UntrainedCheckpoint;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NetworksTest {
    private static final NetworkSpec SPEC =
            new NetworkSpec(new ResNet(8), ActivationSpec.named("relu"), Shortcut.A, 10);
    private static final long TWO_NETWORKS = 2 * 4 * 80_000;

    private final AtomicInteger unpacked = new AtomicInteger();

    @Test
    void whatWasUsedLastStaysAndWhatWasNotMakesRoom() {
        try (Networks networks = new Networks(TWO_NETWORKS)) {
            networks.get("a", this::unpack);
            networks.get("b", this::unpack);
            networks.get("a", this::unpack);
            assertThat(unpacked).hasValue(2);

            networks.get("c", this::unpack);
            networks.get("a", this::unpack);
            assertThat(unpacked).hasValue(3);
            assertThat(networks.size()).isEqualTo(2);

            networks.get("b", this::unpack);
            assertThat(unpacked).hasValue(4);
        }
    }

    @Test
    void oneIsKeptHoweverLittleRoomThereIsAndCanBeUsed() {
        try (Networks networks = new Networks(1)) {
            networks.get("a", this::unpack);
            Inference network = networks.get("b", this::unpack);

            assertThat(networks.size()).isEqualTo(1);
            assertThat(network.probabilities(List.of(new byte[32 * 32 * 3])).get(0))
                    .hasSize(10);
        }
    }

    private Inference unpack() {
        unpacked.incrementAndGet();
        return new Inference(
                UntrainedCheckpoint.of(SPEC, 1).network(),
                new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25)));
    }
}
