package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.trainyard.database.DatabaseWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class RunCensusTest {
    private final RunRepository runs = mock(RunRepository.class);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aDatabaseThatIsAwayIsWaitedForOnceAndNotForEachStatus() {
        when(runs.countByStatus()).thenThrow(new CannotCreateTransactionException("away"));
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        new RunCensus(runs, new DatabaseWatch(clock), clock).bindTo(registry);

        for (RunStatus status : RunStatus.values()) {
            Gauge gauge =
                    registry.get("trainyard.runs").tag("status", status.label()).gauge();
            assertThat(gauge.value()).isNaN();
        }
        verify(runs, times(1)).countByStatus();
    }
}
