package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service with no address to send traces to; those with one are in {@code TraceTest}. */
@ServiceTest
class RequestTraceTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void aRunThatWasSubmittedWithoutTracesRefersToNone() {
        var request = "{\"model\":\"resnet-8\",\"activation\":\"relu\",\"dataset\":\"shapes\"}";
        assertThat(new Http(port).post("/v1/runs", request).status()).isEqualTo(201);

        assertThat(jdbc.sql("select count(*) from run where traceparent is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void noMetricPointsToATraceThatIsNowhere() {
        new Http(port).get("/v1/runs");

        assertThat(new Http(port)
                        .get("/actuator/prometheus", "application/openmetrics-text")
                        .body())
                .contains("http_server_requests_seconds_bucket")
                .doesNotContain("trace_id");
    }
}
