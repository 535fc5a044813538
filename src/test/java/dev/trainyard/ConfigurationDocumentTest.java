package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list of settings is made of their own descriptions; {@code -Dtrainyard.configuration.write=true} writes it. */
class ConfigurationDocumentTest {
    private static final Path CHECKED_IN = Path.of("docs", "configuration.md");

    /** By Spring Boot's processor of annotations, when the classes are compiled. */
    private static final Path METADATA = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");

    private static final Map<String, String> TYPES = Map.of(
            "java.lang.Boolean", "`true` or `false`",
            "java.lang.Integer", "whole number",
            "java.lang.Long", "whole number",
            "java.lang.String", "text",
            "java.time.Duration", "time, as in `500ms`, `30s`, `15m`, `7d`",
            "org.springframework.util.unit.DataSize", "size, as in `64KB`, `256MB`",
            "java.util.List<java.lang.String>", "list, separated by commas");

    private static final String HEAD = """
            # Settings
            Every setting of Trainyard's own, made from the code by `ConfigurationDocumentTest`: do not edit it. What to set when is in
            [operations.md](operations.md). Each can be given on the command line (`--trainyard.worker.slots=2`), in the environment
            (`TRAINYARD_WORKER_SLOTS=2`), or in an `application.yaml` in the working directory. Spring Boot's own settings (data source,
            server, logging, OIDC) hold as well; two secrets come by the environment alone: `TRAINYARD_ADMIN_TOKEN` and the data source's
            password.

            | setting | environment | type | default | |
            |---|---|---|---|---|
            """;

    @Test
    void theCheckedInListIsThatOfTheCode() throws IOException {
        String generated = HEAD + settings().stream().map(this::row).collect(Collectors.joining());
        DocumentOfTheCode.assertIsCheckedIn(
                CHECKED_IN, generated, "trainyard.configuration.write", ConfigurationDocumentTest.class);
    }

    @Test
    void everySettingSaysWhatItIsForAndHasATypeThatIsExplained() throws IOException {
        assertThat(settings()).hasSizeGreaterThan(20).allSatisfy(setting -> {
            assertThat(setting.path("description").asString(""))
                    .as(name(setting))
                    .isNotBlank()
                    .doesNotContain("{@", "<");
            assertThat(TYPES).as(name(setting)).containsKey(setting.get("type").asString());
        });
    }

    private static List<JsonNode> settings() throws IOException {
        JsonNode metadata = new JsonMapper().readTree(Files.readString(METADATA));
        return metadata.get("properties")
                .valueStream()
                .sorted(Comparator.comparing(ConfigurationDocumentTest::name))
                .toList();
    }

    private String row(JsonNode setting) {
        String name = name(setting);
        return "| `%s` | `%s` | %s | %s | %s |%n"
                .formatted(
                        name,
                        name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT),
                        TYPES.get(setting.get("type").asString()),
                        standard(setting.path("defaultValue")),
                        setting.path("description").asString("").replace("|", "\\|"));
    }

    private static String name(JsonNode setting) {
        return setting.get("name").asString();
    }

    private static String standard(JsonNode value) {
        boolean none = value.isMissingNode() || value.asString("[]").equals("[]");
        return none ? "" : "`%s`".formatted(value.asString());
    }
}
