package dev.trainyard.monitoring;

import dev.trainyard.run.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A Prometheus of this machine that scrapes every half second. Debian's package {@code prometheus} has the programs. */
final class Prometheus implements AutoCloseable {
    private static final String CONFIGURATION = """
            global: {scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 1s}
            rule_files: [%s]
            scrape_configs:
              - job_name: trainyard
                metrics_path: /actuator/prometheus
                static_configs: [{targets: ["127.0.0.1:%d"]}]
              - job_name: dcgm
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """;

    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A program of Prometheus, if it is on the PATH. */
    static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One that scrapes the service and a dcgm-exporter, with our alert rules. */
    static Prometheus start(Path program, Path folder, int service, int dcgm) throws IOException {
        Path rules = Path.of("helm/trainyard/files/alerts.yaml").toAbsolutePath();
        Path configuration =
                Files.writeString(folder.resolve("prometheus.yml"), CONFIGURATION.formatted(rules, service, dcgm));
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The values that an expression has now, none of them NaN; throws what Prometheus has against it. */
    List<Double> query(String expression) {
        JsonNode answer = new Http(port)
                .get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .json();
        if (!"success".equals(answer.get("status").stringValue())) {
            throw new IllegalArgumentException(expression + ": " + answer);
        }
        return answer.at("/data/result")
                .valueStream()
                .map(sample ->
                        Double.valueOf(sample.at("/value/1").stringValue().replace("Inf", "Infinity")))
                .filter(value -> !value.isNaN())
                .collect(Collectors.toList());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
