package dev.trainyard.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.RunId;
import dev.trainyard.training.Recipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.slf4j.MDC;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The structured formats of Spring Boot, which operators choose by {@code logging.structured.format.console}. */
class StructuredLogTest {
    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void aLineOfARunNamesTheRunInAFieldOfItsOwn(String format) {
        var run = new ClaimedRun(
                new RunId(UUID.randomUUID()), 1, 3, Mockito.mock(Recipe.class), null, null, Duration.ZERO, null);
        JsonNode line;
        try (var log = RunLogScope.enter(run)) {
            line = encode(format);
        }

        assertThat(line.get("message").stringValue()).isEqualTo("Epoch 1 is made");
        assertThat(line.get("run").stringValue()).isEqualTo(run.id().toString());
        assertThat(line.get("attempt").stringValue()).isEqualTo("3");
        assertThat(MDC.get("run")).isNull();
    }

    private static JsonNode encode(String format) {
        LoggerContext logging = new LoggerContext();
        logging.setMDCAdapter(MDC.getMDCAdapter());
        logging.putObject(Environment.class.getName(), new MockEnvironment());
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(logging);
        encoder.setFormat(format);
        encoder.start();
        var event = new LoggingEvent(
                "here", logging.getLogger("dev.trainyard.test"), Level.INFO, "Epoch {} is made", null, new Object[] {1
                });
        return new JsonMapper().readTree(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }
}
