package dev.trainyard.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a run was trained with: numbers repeat to the last digit only where these are equal.
 *
 * @param device kind and model, such as {@code cpu: AMD EPYC}
 * @param threads that computed it
 * @param versions of the engine's parts, by name
 */
public record Environment(String device, int threads, Map<String, String> versions) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String UNKNOWN = "unknown";

    public Environment {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** That of this process. */
    public static Environment current() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        versions.put("deeplearning4j", mavenVersion("org.deeplearning4j", "deeplearning4j-nn"));
        versions.put("nd4j_backend", Nd4j.getBackend().getClass().getSimpleName());
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return new Environment("cpu: " + cpu(), Nd4j.getEnvironment().maxThreads(), versions);
    }

    private static String cpu() {
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }

    private static String mavenVersion(String group, String artifact) {
        String resource = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
        try (InputStream in = Environment.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
