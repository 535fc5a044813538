package dev.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EngineSettingsTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Test
    void everyProcessorComputesUnlessItIsSaidOtherwise() {
        assertThat(bind(Map.of()).threadCount()).isEqualTo(PROCESSORS);
    }

    @ParameterizedTest
    @MethodSource("possible")
    void anyNumberOfThreadsUpToThatOfTheProcessorsIsTaken(int threads) {
        assertThat(bind(Map.of("trainyard.engine.threads", threads)).threadCount())
                .isEqualTo(threads);
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void moreOrFewerAreRefusedByTheSettingsName(int threads) {
        assertThatThrownBy(() -> new EngineSettings(threads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("trainyard.engine.threads must be from 1 to %d", PROCESSORS)
                .hasMessageEndingWith("but is " + threads);
    }

    static IntStream possible() {
        return IntStream.rangeClosed(1, PROCESSORS);
    }

    static IntStream impossible() {
        return IntStream.of(-1, 0, PROCESSORS + 1, Integer.MAX_VALUE);
    }

    private static EngineSettings bind(Map<String, ?> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("trainyard.engine", EngineSettings.class);
    }
}
