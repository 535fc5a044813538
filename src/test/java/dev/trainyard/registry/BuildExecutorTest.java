package dev.trainyard.registry;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.trainyard.dataset.TooManyImagesException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BuildExecutorTest {
    private static final BuilderSettings SETTINGS =
            new BuilderSettings(true, Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(5));

    @TempDir
    private Path directory;

    @Test
    void aVersionOfTooManyImagesFailsForGoodWithAReasonForPrograms() throws Exception {
        TooManyImagesException tooMany = mock(TooManyImagesException.class);
        when(tooMany.getMessage()).thenReturn("at most so many");
        VersionMaker maker = mock(VersionMaker.class);
        when(maker.origin()).thenReturn(Origin.EXPANSION);
        when(maker.make(any())).thenThrow(tooMany);
        Build build = new Build(
                UUID.randomUUID(),
                7,
                Origin.EXPANSION,
                null,
                JsonMapper.shared().createObjectNode());
        BuildQueue queue = mock(BuildQueue.class);
        BuildExecutor executor = new BuildExecutor(
                queue,
                mock(VersionFiles.class),
                List.of(maker),
                SETTINGS,
                new BuildMetrics(new SimpleMeterRegistry()),
                new Scratch(directory, queue));
        ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor();

        try {
            executor.run(build, heartbeat);
        } finally {
            heartbeat.shutdownNow();
        }

        verify(queue).fail(build, "too_many_images", "at most so many");
    }
}
