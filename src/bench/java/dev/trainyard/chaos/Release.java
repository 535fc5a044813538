package dev.trainyard.chaos;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A release of the service as its jar, unchanged.
 *
 * @param name in logs and in connections
 * @param logs the folder that they go to
 * @param settings of all its processes
 */
record Release(String name, Path jar, Path logs, List<String> settings) {
    private static final List<String> JVM = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Dorg.bytedeco.javacpp.maxbytes=2g",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=4g");

    /** A process that serves at that port. */
    ServiceProcess start(String role, int port, String... more) throws IOException {
        String unique = name + "." + role;
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--server.port=" + port);
        arguments.add("--spring.datasource.hikari.data-source-properties.ApplicationName=" + unique);
        arguments.addAll(List.of(more));
        return new ServiceProcess(unique, run(unique, arguments));
    }

    /** Brings the schema to this release's version, and ends. */
    void migrate() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--migrate");
        int status = run(name + ".migration", arguments).waitFor();
        if (status != 0) {
            throw new IOException("The migration failed (%d); see %s".formatted(status, logs));
        }
    }

    private Process run(String log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(JVM);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        command.addAll(arguments);
        File file = logs.resolve(log + ".log").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(file));
        builder.environment().put("TRAINYARD_ADMIN_TOKEN", Program.TOKEN);
        return builder.start();
    }
}
