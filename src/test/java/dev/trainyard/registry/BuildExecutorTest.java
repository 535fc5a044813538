package dev.trainyard.registry;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.trainyard.dataset.TooManyImagesException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.QueryTimeoutException;
import tools.jackson.databind.json.JsonMapper;

class BuildExecutorTest {
    private static final BuilderSettings SETTINGS =
            new BuilderSettings(true, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(5));

    @TempDir
    private Path directory;

    private final VersionMaker maker = mock(VersionMaker.class);
    private final BuildQueue queue = mock(BuildQueue.class);
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor();
    private final Build build = new Build(
            UUID.randomUUID(), 7, Origin.EXPANSION, null, JsonMapper.shared().createObjectNode());

    @BeforeEach
    void whatItMakes() {
        when(maker.origin()).thenReturn(Origin.EXPANSION);
    }

    @AfterEach
    void stop() {
        heartbeat.shutdownNow();
    }

    private void run() throws InterruptedException {
        new BuildExecutor(
                        queue,
                        mock(VersionFiles.class),
                        List.of(maker),
                        SETTINGS,
                        new BuildMetrics(new SimpleMeterRegistry()),
                        new Scratch(directory, queue))
                .run(build, heartbeat);
    }

    @Test
    void aVersionOfTooManyImagesFailsForGoodWithAReasonForPrograms() throws Exception {
        TooManyImagesException tooMany = mock(TooManyImagesException.class);
        when(tooMany.getMessage()).thenReturn("at most so many");
        when(maker.make(any())).thenThrow(tooMany);

        run();

        verify(queue).fail(build, "too_many_images", "at most so many");
    }

    @Test
    void aStopThatBreaksOffAFileLeavesTheVersionToAnotherAndIsNoFailedAttempt() throws Exception {
        when(maker.make(any())).thenAnswer(make -> {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        });

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::run);

        verify(queue).release(build);
    }

    @Test
    void anErrorEndsThatVersionAloneAndNotTheThread() throws Exception {
        when(maker.make(any())).thenThrow(new OutOfMemoryError("a picture"));

        run();

        verify(queue).fail(build, "error", "java.lang.OutOfMemoryError: a picture");
    }

    @Test
    void aDatabaseThatIsAwayForAMomentFailsNothing() throws Exception {
        when(maker.make(any())).thenThrow(new QueryTimeoutException("away"));

        run();

        verify(queue, never()).fail(any(), any(), any());
        verify(queue, never()).release(any());
    }
}
