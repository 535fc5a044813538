package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.database.PostgresForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class IdleProcessTest {
    @Test
    void aProcessThatNeitherServesTheApiNorTrainsDoesNotStart(CapturedOutput output) {
        var service = new SpringApplicationBuilder(Trainyard.class, PostgresForTests.class);

        assertThatThrownBy(() -> service.run(
                        "--server.port=0", "--trainyard.api.enabled=false", "--trainyard.worker.enabled=false"))
                .hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class);
        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "trainyard.worker.enabled",
                        "trainyard.api.enabled is false, too",
                        "neither serves the API nor trains")
                .doesNotContain("Tomcat started");
    }
}
