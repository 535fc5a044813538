package dev.trainyard.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service in a process of its own, on a core of its own. */
final class ServiceProcess implements AutoCloseable {
    static final String ADMIN_TOKEN = "the-admin-token-of-the-load-benchmark";

    private static final Path LOGS = Path.of("target", "bench");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final String url;
    private final Thread end;

    private ServiceProcess(Process process, String url) {
        this.process = process;
        this.url = url;
        this.end = new Thread(process::destroy);
    }

    /**
     * One that answers requests, with an embedded database, and does not train.
     *
     * @param jvm arguments of its own
     */
    static ServiceProcess api(String core, Path data, List<String> jvm) throws IOException, InterruptedException {
        return start("api", core, data, jvm, Stream.of("--trainyard.worker.enabled=false"));
    }

    /** One that trains with one thread, on the other one's database. */
    static ServiceProcess worker(String core, Path data, ServiceDatabase database)
            throws IOException, InterruptedException {
        return start(
                "worker",
                core,
                data,
                List.of(),
                Stream.of(
                        "--trainyard.engine.threads=1",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + ServiceDatabase.USER,
                        "--spring.datasource.password=" + database.password()));
    }

    private static ServiceProcess start(String name, String core, Path data, List<String> jvm, Stream<String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = java(core, jvm);
        command.add("dev.trainyard.Trainyard");
        command.add("--server.port=" + port);
        command.add("--trainyard.data-dir=" + data);
        // Some owner has more than the average.
        command.add("--trainyard.access.quotas.queued=1000000");
        command.add("--trainyard.access.quotas.images-per-day=1000000000000000");
        settings.forEach(command::add);
        File log =
                Files.createDirectories(LOGS).resolve("load-" + name + ".log").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("TRAINYARD_ADMIN_TOKEN", ADMIN_TOKEN);
        ServiceProcess started = new ServiceProcess(builder.start(), "http://127.0.0.1:" + port);
        Runtime.getRuntime().addShutdownHook(started.end);
        started.awaitReady(log);
        return started;
    }

    /** This Java with this process's own arguments, on one core. */
    private static List<String> java(String core, List<String> more) {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", core));
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Dlogback"))
                .forEach(command::add);
        command.addAll(more);
        command.addAll(List.of("-cp", withoutTests(System.getProperty("java.class.path"))));
        return command;
    }

    /** Spring would find the configurations of the tests among the service's own. */
    private static String withoutTests(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(File log) throws IOException, InterruptedException {
        ApiClient client = new ApiClient(url, ADMIN_TOKEN);
        long begin = System.nanoTime();
        while (!client.isReady()) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                close();
                throw new IOException("The service did not start; see " + log);
            }
            Thread.sleep(200);
        }
    }

    String url() {
        return url;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
