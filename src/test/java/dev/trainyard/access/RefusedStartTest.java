package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.Trainyard;
import dev.trainyard.database.PostgresForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {
    @Test
    void aServiceThatOthersReachDoesNotStartWithoutConfiguredAccess(CapturedOutput output) {
        var service = new SpringApplicationBuilder(Trainyard.class, PostgresForTests.class);

        assertThatThrownBy(() ->
                        service.run("--server.address=0.0.0.0", "--server.port=0", "--trainyard.worker.enabled=false"))
                .hasRootCauseInstanceOf(AccessRefusedException.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "server.address", AdminToken.VARIABLE)
                .doesNotContain("Tomcat started");
    }
}
