package dev.trainyard.training;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run was trained with: numbers repeat to the last digit only where these are equal.
 *
 * @param device kind and model, such as {@code cpu: AMD EPYC} or {@code cuda-0: Tesla T4}; of several devices each
 * @param threads that computed it
 * @param versions of the engine's parts, by name; ND4J's native build and the processor's instruction set among them
 */
public record Environment(String device, int threads, Map<String, String> versions) {
    private static final String UNKNOWN = "unknown";

    public Environment {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** That of a run on the calling thread's device alone. */
    public static Environment current() {
        return current(1);
    }

    /**
     * That of a run on the calling thread.
     *
     * @param devices how many it has
     */
    public static Environment current(int devices) {
        Engine engine = Engine.current();
        String titles =
                Device.current().group(devices).stream().map(Device::title).collect(Collectors.joining(", "));
        Map<String, String> versions = new TreeMap<>(engine.parts());
        versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        versions.put("deeplearning4j", mavenVersion("org.deeplearning4j", "deeplearning4j-nn"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return new Environment(titles, engine.threads(), versions);
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
