package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.network.ResNet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void aNetworkThatIsThreeTimesAsDeepIsFoundToBeSlower() {
        double shallow = secondsPerImage("resnet-8");
        double deep = secondsPerImage("resnet-20");

        assertThat(shallow).isPositive();
        assertThat(deep / shallow).isBetween(1.2, 12.0); // 3 without anything else at work
    }

    private static double secondsPerImage(String model) {
        Recipe recipe = Recipe.published(
                ResNet.named(model).orElseThrow(),
                ActivationSpec.named("relu"),
                "cifar-10",
                SmallTraining.NORMALIZATION);
        return Calibration.secondsPerImage(recipe, Duration.ofMillis(300));
    }
}
