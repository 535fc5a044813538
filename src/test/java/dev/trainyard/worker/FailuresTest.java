package dev.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.run.FailureReason;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A divergence is made by a real training in {@link TrainingServiceTest}. */
class FailuresTest {
    @Test
    void aMissingDatasetSpeaksForItself() {
        var cause = new DatasetUnavailableException("Put the file there", new IOException("404"));

        assertThat(Failures.reason(cause)).isEqualTo(FailureReason.DATASET_UNAVAILABLE);
        assertThat(Failures.detail(cause)).isEqualTo("Put the file there");
    }

    @Test
    void tooLittleMemoryIsFoundUnderWhateverWrapsIt() {
        var cause = new IllegalStateException("allocation", new RuntimeException(new OutOfMemoryError("heap")));

        assertThat(Failures.reason(cause)).isEqualTo(FailureReason.OUT_OF_MEMORY);
        assertThat(Failures.detail(cause)).isEqualTo("IllegalStateException: allocation");
    }

    @Test
    void anythingElseIsAnErrorNamedByItsType() {
        assertThat(Failures.reason(new IllegalStateException())).isEqualTo(FailureReason.ERROR);
        assertThat(Failures.detail(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(Failures.detail(new IllegalStateException("no layer"))).isEqualTo("IllegalStateException: no layer");
    }
}
