package dev.trainyard.worker;

import static dev.trainyard.worker.Workers.awaitStatus;
import static dev.trainyard.worker.Workers.endEpoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.trainyard.database.WithPostgres;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.TestClock;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Traces from the request over the queue into a worker, sent to a receiver of OTLP and kept in memory. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "trainyard.worker.enabled=false",
            "trainyard.webhooks.enabled=false",
            "management.opentelemetry.tracing.export.schedule-delay=50ms"
        })
@WithPostgres
@Import({TestClock.class, RunFixture.class, TraceTest.Memory.class})
@Timeout(60)
class TraceTest {
    private static final String REQUEST = "{\"model\":\"resnet-8\",\"activation\":\"coslu\",\"dataset\":\"shapes\"}";
    private static final HttpServer RECEIVER = receiver();
    private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private Tracer tracer;

    @Autowired
    private InMemorySpanExporter memory;

    private Workers workers;

    @TestConfiguration(proxyBeanMethods = false)
    static class Memory {
        @Bean
        InMemorySpanExporter memory() {
            return InMemorySpanExporter.create();
        }
    }

    @DynamicPropertySource
    static void receiver(DynamicPropertyRegistry properties) {
        properties.add(
                "management.opentelemetry.tracing.export.otlp.endpoint",
                () -> "http://127.0.0.1:%d/v1/traces"
                        .formatted(RECEIVER.getAddress().getPort()));
    }

    private static HttpServer receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", exchange -> {
                RECEIVED.add(exchange.getRequestHeaders().getFirst("Content-Type"));
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stopReceiver() {
        RECEIVER.stop(0);
    }

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
        memory.reset();
        workers = new Workers(queue);
    }

    @AfterEach
    void stopWorkers() {
        workers.close();
    }

    @Test
    void aSubmissionItsWaitItsAttemptAndItsEpochsAreOneTrace() {
        RunId id = submit("");
        workers.start(1, trainer());
        awaitStatus(fixture, id, "succeeded");
        List<SpanData> spans = spans(4);

        SpanData request = only("http post /v1/runs", spans);
        SpanData wait = only("run.queue", spans);
        SpanData attempt = only("run.attempt", spans);
        List<SpanData> epochs = named("run.epoch");
        assertThat(spans).extracting(SpanData::getTraceId).containsOnly(request.getTraceId());
        assertThat(List.of(wait, attempt)).extracting(SpanData::getParentSpanId).containsOnly(request.getSpanId());
        assertThat(epochs).extracting(SpanData::getParentSpanId).containsOnly(attempt.getSpanId());
        assertThat(wait.getEndEpochNanos()).isLessThanOrEqualTo(attempt.getStartEpochNanos());
        assertThat(attempt.getAttributes().get(AttributeKey.stringKey("run"))).isEqualTo(id.toString());
        assertThat(epochs.get(1).getAttributes().get(AttributeKey.doubleKey("train_loss")))
                .isEqualTo(0.75);
        assertThat(epochs.get(1).getEndEpochNanos() - epochs.get(1).getStartEpochNanos())
                .isEqualTo(RunFixture.report(2).duration().toNanos());
        await().until(() -> RECEIVED.contains("application/x-protobuf"));
    }

    @Test
    void aTraceThatTheClientBeganGoesOn() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        RunId id = submit("00-" + trace + "-00f067aa0ba902b7-01");
        workers.start(1, trainer());
        awaitStatus(fixture, id, "succeeded");

        assertThat(spans(4)).extracting(SpanData::getTraceId).containsOnly(trace);
    }

    @Test
    void metricsOfARunPointToItsTrace() {
        RunId id = submit("");
        workers.start(1, trainer());
        awaitStatus(fixture, id, "succeeded");
        String trace = only("run.attempt", spans(4)).getTraceId();

        String metrics = new Http(port)
                .get("/actuator/prometheus", "application/openmetrics-text; version=1.0.0")
                .body();
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("trainyard_epoch_duration_seconds_bucket")
                                && line.contains("trace_id=\"" + trace + "\"")))
                .isNotEmpty();
    }

    @Test
    void aTrainingThatThrowsEndsItsSpanAsAnError() {
        RunId id = submit("");
        workers.start(1, new TracedTrainer(tracer, (run, observer) -> {
            throw new IllegalStateException("no");
        }));
        awaitStatus(fixture, id, "failed");

        await().until(() -> !named("run.attempt").isEmpty());
        assertThat(named("run.attempt").get(0).getStatus())
                .isEqualTo(StatusData.create(StatusData.error().getStatusCode(), "no"));
    }

    private Trainer trainer() {
        return new TracedTrainer(tracer, (run, observer) -> {
            endEpoch(1, observer);
            endEpoch(2, observer);
            return RunFixture.result();
        });
    }

    private RunId submit(String traceparent) {
        var request = new Http(port)
                .request("/v1/runs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(REQUEST.replace("}", ",\"epochs\":2}")));
        Http.Answer answer = Http.send(traceparent.isEmpty() ? request : request.header("traceparent", traceparent));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return RunId.parse(answer.json().get("id").stringValue()).orElseThrow();
    }

    /** All but those of other requests, once the attempt and the submission are there. */
    private List<SpanData> spans(int atLeast) {
        await().until(() ->
                !named("run.attempt").isEmpty() && !named("http post /v1/runs").isEmpty());
        String trace = named("run.attempt").get(0).getTraceId();
        await().until(() -> ofTrace(trace).size() >= atLeast);
        return ofTrace(trace);
    }

    private List<SpanData> ofTrace(String trace) {
        return memory.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .toList();
    }

    private List<SpanData> named(String name) {
        return memory.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static SpanData only(String name, List<SpanData> spans) {
        var found = spans.stream().filter(span -> span.getName().equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }
}
