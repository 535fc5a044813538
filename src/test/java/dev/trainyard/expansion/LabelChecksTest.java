package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.run.WeightsSource;
import dev.trainyard.run.WeightsSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelChecksTest {
    @Test
    void aNetworkOfADataSetThatIsNotSeenAnyMoreIsRefused() {
        DatasetCatalog catalog = new DatasetCatalog(Path.of("target"));
        DatasetDescription base = catalog.find("shapes").orElseThrow();
        WeightsSources sources = mock(WeightsSources.class);
        when(sources.describeSeen(anyString()))
                .thenReturn(Optional.of(new WeightsSource.Description(
                        "me",
                        new ResNet(8),
                        ActivationSpec.named("relu"),
                        Shortcut.A,
                        "birds@1",
                        new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)),
                        "0".repeat(64),
                        "")));
        LabelChecks checks = new LabelChecks(sources, catalog);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> checks.pinned(new CheckOptions("run_1", null, false, 0.95, 0), base))
                .withMessageContaining("birds@1");
    }
}
