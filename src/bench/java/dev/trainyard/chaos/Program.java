package dev.trainyard.chaos;

import dev.trainyard.dataset.FewShapes;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service as a command line. It starts as fast as a JVM can: with the first compiler alone, and from an archive of
 * the classes that the first process loads.
 */
final class Program {
    static final String TOKEN = "chaos-0123456789-0123456789-0123456789";

    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dorg.bytedeco.javacpp.maxbytes=2g",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=4g");

    /** An archive with these crashes JDK 17 (17.0.15, adjust_lambda_proxy_class_dictionary). */
    private static final String LAMBDA = "@lambda";

    private final Path directory;
    private final Path loaded;
    private final Path archive;
    private final String classPath;
    private final List<String> settings;
    private final String heap;
    private final Class<?> main;

    /** Its files and logs are in the directory; all its processes share the database. */
    Program(Path directory, String database, Duration lease) throws IOException {
        this(directory, settings(directory, database, lease), "512m", SmallService.class, FewShapes.class);
    }

    /** The same with another heap and main class, which needs those beside it. */
    Program(Path directory, List<String> settings, String heap, Class<?> main, Class<?>... beside) throws IOException {
        this.directory = directory;
        this.settings = List.copyOf(settings);
        this.heap = heap;
        this.main = main;
        loaded = directory.resolve("classes.txt");
        archive = directory.resolve("classes.jsa");
        classPath = classPath(jar(directory.resolve("trainyard.jar"), main, beside));
    }

    static List<String> settings(Path directory, String database, Duration lease) {
        return List.of(
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--spring.datasource.hikari.maximum-pool-size=6",
                "--spring.datasource.hikari.minimum-idle=2",
                "--trainyard.data-dir=" + directory.resolve("data"),
                "--trainyard.engine.threads=1",
                "--trainyard.worker.lease=%ds".formatted(lease.toSeconds()),
                "--trainyard.worker.heartbeat=1s",
                "--trainyard.worker.poll=1s",
                "--trainyard.queue.max-attempts=100000", // the runs are not to blame
                "--trainyard.access.quotas.queued=100000",
                "--trainyard.access.quotas.running=100000",
                "--trainyard.access.quotas.images-per-day=1000000000000");
    }

    /** The class path of this process without tests; the archive wants jars, not directories. */
    private static String classPath(Path service) {
        Stream<String> libraries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"));
        return Stream.concat(Stream.of(service.toAbsolutePath().toString()), libraries)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The service's classes, and of those beside its tests the few that change it. */
    private static Path jar(Path jar, Class<?> main, Class<?>... beside) throws IOException {
        Set<String> few = Stream.concat(Stream.of(main), Arrays.stream(beside))
                .map(each -> each.getName().replace('.', '/') + ".class")
                .collect(Collectors.toSet());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            add(Path.of("target", "classes"), name -> true, out);
            add(Path.of("target", "test-classes"), few::contains, out);
        }
        return jar;
    }

    private static void add(Path root, Predicate<String> which, JarOutputStream out) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> !file.equals(root)
                            && which.test(root.relativize(file).toString()))
                    .forEach(file -> add(root.relativize(file), file, out));
        }
    }

    private static void add(Path name, Path path, JarOutputStream out) {
        try {
            boolean folder = Files.isDirectory(path);
            out.putNextEntry(new JarEntry(folder ? name + "/" : name.toString()));
            if (!folder) {
                Files.copy(path, out);
            }
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first process, which notes the classes that it loads. */
    Process rehearse(String name, int port) throws IOException {
        return start("-XX:DumpLoadedClassList=" + loaded, name, port, List.of());
    }

    /** Makes the archive, once the first process has ended. */
    void archive() throws IOException, InterruptedException {
        Path classes = directory.resolve("archived.txt");
        try (Stream<String> lines = Files.lines(loaded)) {
            Files.write(classes, lines.filter(line -> !line.startsWith(LAMBDA)).toList());
        }
        List<String> command = command("-Xshare:dump");
        command.addAll(
                List.of("-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive, "-cp", classPath));
        int status = process(command, "archive").start().waitFor();
        if (status != 0) {
            throw new IOException("The classes could not be archived (%d); see %s".formatted(status, log("archive")));
        }
    }

    /** A process with more settings. */
    Process start(String name, int port, List<String> more) throws IOException {
        return start("-XX:SharedArchiveFile=" + archive, name, port, more);
    }

    private Process start(String sharing, String name, int port, List<String> more) throws IOException {
        List<String> command = command(sharing);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(settings);
        command.add("--server.port=" + port);
        command.add("--spring.datasource.hikari.data-source-properties.ApplicationName=" + name);
        command.addAll(more);
        ProcessBuilder builder = process(command, name);
        builder.environment().put("TRAINYARD_ADMIN_TOKEN", TOKEN);
        return builder.start();
    }

    private List<String> command(String sharing) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-Xmx" + heap);
        command.addAll(JVM);
        command.add(sharing);
        return command;
    }

    private ProcessBuilder process(List<String> command, String name) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log(name).toFile()));
    }

    Path log(String name) {
        return directory.resolve(name + ".log");
    }
}
