package dev.trainyard.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpServer;
import dev.trainyard.database.WithPostgres;
import dev.trainyard.registry.SmallDataset;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service, which trains two runs and loses a worker, scraped by a real Prometheus where there is one. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "trainyard.worker.poll=100ms",
            "trainyard.worker.heartbeat=200ms",
            "trainyard.data-dir=target/monitored"
        })
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext // its runs are counted, and another test counts its own
class MonitoredServiceTest {
    private static final Path DASHBOARDS = Path.of("helm/trainyard/files/dashboards");
    private static final String REQUEST = """
            {"model": "resnet-8", "activation": "coslu", "dataset": "figures", "epochs": %d, "batch_size": 32,
             "learning_rate": 0.02, "validation_fraction": 0.5}""";

    /** As dcgm-exporter writes it. */
    private static final String DCGM = """
            DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-1",device="nvidia0",modelName="Tesla T4",Hostname="w"} 97
            DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1",device="nvidia0",modelName="Tesla T4",Hostname="w"} 71
            DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-1",device="nvidia0",modelName="Tesla T4",Hostname="w"} 5120
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private JdbcClient jdbc;

    private @Nullable Prometheus prometheus;
    private HttpServer dcgm;
    private String run;

    @BeforeAll
    void trainWhileScraped(@TempDir Path folder) throws IOException {
        dcgm = exporter();
        var program = Prometheus.program("prometheus");
        if (program.isEmpty()) {
            train();
            return;
        }
        Prometheus scraping =
                Prometheus.start(program.get(), folder, port, dcgm.getAddress().getPort());
        prometheus = scraping;
        await().ignoreExceptions().until(() -> scraping.query("up == 1").size() == 2);
        train();
        await().until(() -> !scraping.query("trainyard_runs_ended_total").isEmpty());
        awaitEnd(submit(1)); // what Prometheus first saw as high as it is now has no rate
        await().until(() ->
                !scraping.query("sum(rate(trainyard_runs_ended_total[1m])) > 0").isEmpty());
    }

    private void train() {
        SmallDataset.bring(new Http(port));
        run = submit(60);
        await().until(() -> status(run).equals("running"));
        String second = submit(2);
        // A worker that dies at once: the run waits again, for the slot that is busy with the first.
        assertThat(queue.claim("dead", Duration.ofMillis(1))).isPresent();
        awaitEnd(run);
        awaitEnd(second);
        await().until(() -> text("/v1/runs/" + run + "/log").contains("has succeeded"));
    }

    @AfterAll
    void stop() {
        dcgm.stop(0);
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyQueryOfTheDashboardsHasDataInPrometheus() throws IOException {
        Prometheus scraping = prometheus;
        assumeTrue(scraping != null, "there is no prometheus: apt-get install prometheus");
        return queries("expr")
                .map(query -> query.replace("$__rate_interval", "5m").replace("$instance", ".*"))
                .map(query -> dynamicTest(
                        query, () -> assertThat(scraping.query(query)).isNotEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyQueryOfTheDashboardsHasRowsInPostgreSql() throws IOException {
        return queries("rawSql")
                .map(query -> query.replace("$run", run))
                .map(query -> dynamicTest(
                        query,
                        () -> assertThat(jdbc.sql(query).query().listOfRows()).isNotEmpty()));
    }

    @Test
    void theChoiceOfRunsOffersTheirIds() throws IOException {
        JsonNode variables = board(DASHBOARDS.resolve("run.json")).at("/templating/list");
        String sql = variables
                .valueStream()
                .filter(variable -> variable.get("name").stringValue().equals("run"))
                .map(variable -> variable.get("query").stringValue())
                .findFirst()
                .orElseThrow();

        assertThat(jdbc.sql(sql).query(String.class).list())
                .contains(run)
                .allMatch(id -> RunId.parse(id).isPresent());
    }

    @Test
    void theMetersThatAreServedAreThoseOfTheDocument() throws IOException {
        Set<String> served = find("# TYPE (trainyard_\\w+?)(?:_max)? ", text("/actuator/prometheus"));
        Set<String> told = find("\n\\| `(trainyard_\\w+)", Files.readString(Path.of("docs/monitoring.md")));

        assertThat(told).isEqualTo(served);
    }

    @Test
    void aVersionOfADataSetThatIsReadyIsCountedWithItsSize() {
        String metrics = text("/actuator/prometheus");

        assertThat(metrics).contains("trainyard_dataset_versions{status=\"ready\"} 1.0");
        assertThat(metrics).containsPattern("trainyard_dataset_size_bytes [1-9]");
        assertThat(metrics).contains("trainyard_dataset_queue_age_seconds 0.0");
    }

    private static HttpServer exporter() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = DCGM.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private String submit(int epochs) {
        Http.Answer answer = new Http(port).post("/v1/runs", REQUEST.formatted(epochs));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").stringValue();
    }

    private void awaitEnd(String id) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> status(id).equals("succeeded"));
    }

    private String status(String id) {
        return new Http(port).get("/v1/runs/" + id).json().get("status").stringValue();
    }

    private String text(String path) {
        return new Http(port).get(path).body();
    }

    private static Stream<String> queries(String field) throws IOException {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files
                    .flatMap(file -> board(file).findValues(field).stream())
                    .map(JsonNode::stringValue)
                    .toList()
                    .stream();
        }
    }

    private static JsonNode board(Path file) {
        return new JsonMapper().readTree(file);
    }

    private static Set<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
