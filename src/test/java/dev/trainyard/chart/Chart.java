package dev.trainyard.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.io.FileUtils;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart, and what it makes of values. */
final class Chart {
    static final Path FOLDER = Path.of("helm", "trainyard").toAbsolutePath();
    /** The files of realistic values. */
    static final List<String> VALUES = List.of("laptop", "cpu-only", "gpu", "keda", "enterprise");

    /** helm-java leaves hooks out of what it renders: in a copy of the chart they are called something else. */
    private static final String HOOK = "helm.sh/hook";

    private static final String CALLED = "hook.example/hook";
    private static final JsonMapper JSON = new JsonMapper();

    private Chart() {}

    /** The manifests that those values give. */
    static List<JsonNode> render(String values) {
        return render(FOLDER, values, Map.of());
    }

    /** As {@code helm template --values ... --set ...}. */
    static List<JsonNode> render(Path chart, String values, Map<String, String> settings) {
        TemplateCommand template = new Helm(withoutHooks(chart))
                .template()
                .withName("ty")
                .withNamespace("research")
                .withKubeVersion("1.34.0")
                .withValuesFile(FOLDER.resolve("ci").resolve(values + ".yaml"));
        settings.forEach(template::set);
        return documents(template.call().replace(CALLED, HOOK));
    }

    private static Path withoutHooks(Path chart) {
        try {
            Path copy = Files.createTempDirectory("chart");
            FileUtils.copyDirectory(chart.toFile(), copy.toFile());
            FileUtils.forceDeleteOnExit(copy.toFile());
            for (File template : FileUtils.listFiles(copy.resolve("templates").toFile(), null, true)) {
                String text = Files.readString(template.toPath());
                Files.writeString(template.toPath(), text.replace(HOOK, CALLED));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> documents(String yaml) {
        Iterable<Object> documents =
                new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml.substring(yaml.indexOf("---")));
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(document -> document instanceof Map)
                .map(document -> (JsonNode) JSON.valueToTree(document))
                .toList();
    }

    static Stream<JsonNode> ofKind(List<JsonNode> manifests, String kind) {
        return manifests.stream().filter(manifest -> kind.equals(kind(manifest)));
    }

    static JsonNode named(List<JsonNode> manifests, String kind, String name) {
        return ofKind(manifests, kind)
                .filter(manifest -> name.equals(name(manifest)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no %s %s".formatted(kind, name)));
    }

    static String kind(JsonNode manifest) {
        return manifest.path("kind").asString("");
    }

    static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asString("");
    }

    /** The specifications of all Pods, whatever makes them. */
    static Stream<JsonNode> pods(List<JsonNode> manifests) {
        return manifests.stream()
                .map(manifest -> switch (kind(manifest)) {
                    case "Pod" -> manifest.at("/spec");
                    case "ScaledJob" -> manifest.at("/spec/jobTargetRef/template/spec");
                    default -> manifest.at("/spec/template/spec");
                })
                .filter(pod -> pod.has("containers"));
    }
}
