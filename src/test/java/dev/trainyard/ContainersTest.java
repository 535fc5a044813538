package dev.trainyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What Dockerfile and docker-compose.yml repeat of other files, and what must never slip into them. */
class ContainersTest {
    private static final Pattern VARIABLE_OF_THE_POM = Pattern.compile("<((?:OMP|MALLOC)_\\w+)>(\\w+)</");
    private static final Pattern JDK_24 = Pattern.compile("<jvm.jdk>(\\S+) (\\S+)</jvm.jdk>");

    @Test
    void theImageHasTheEnvironmentThatMavenGivesTheService() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));
        List<String> variables = VARIABLE_OF_THE_POM
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(variable -> variable.group(1) + "=" + variable.group(2))
                .distinct()
                .toList();

        assertThat(variables).hasSizeGreaterThanOrEqualTo(5);
        assertThat(dockerfile).contains(variables);
    }

    @Test
    void theImageHasTheFlagsThatNewJdksWant() throws IOException {
        MatchResult flags = JDK_24.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(Path.of("Dockerfile"))).contains(flags.group(1), flags.group(2));
    }

    @Test
    void noSecretOfComposeHasAValueOrADefault() {
        Map<String, String> secrets = services().values().stream()
                .map(service -> entries(service.getOrDefault("environment", Map.of())))
                .flatMap(environment -> environment.entrySet().stream())
                .filter(variable -> variable.getKey().matches(".*(TOKEN|PASSWORD).*"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, variable -> variable.getValue().toString(), (a, b) -> a));

        assertThat(secrets).hasSizeGreaterThanOrEqualTo(4);
        assertThat(secrets.values()).allMatch(value -> value.matches("\\$\\{\\w+:\\?.+}"));
    }

    @Test
    void everyContainerOfOursHasAReadOnlyRootAndNoRights() {
        List<Map<String, Object>> ours = services().values().stream()
                .filter(service -> service.containsKey("build"))
                .toList();

        assertThat(ours)
                .hasSize(3)
                .allSatisfy(service -> assertThat(service)
                        .containsEntry("read_only", true)
                        .containsEntry("cap_drop", List.of("ALL"))
                        .containsEntry("security_opt", List.of("no-new-privileges:true"))
                        .doesNotContainKeys("user", "privileged"));
    }

    @Test
    void everyPortIsOnLoopbackUnlessItIsOpenedByHand() {
        List<Object> ports = services().values().stream()
                .map(service -> service.getOrDefault("ports", List.of()))
                .toList();

        assertThat(ports).anySatisfy(list -> assertThat(list).asInstanceOf(LIST).isNotEmpty());
        assertThat(ports)
                .allSatisfy(list -> assertThat(list)
                        .asInstanceOf(LIST)
                        .allMatch(port -> port.toString().matches("\\$\\{\\w+:-127\\.0\\.0\\.1:\\d+}:\\d+")));
    }

    private static Map<String, Map<String, Object>> services() {
        try (var file = Files.newBufferedReader(Path.of("docker-compose.yml"))) {
            Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(file);
            return compose.getOrDefault("services", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> entries(Object environment) {
        return (Map<String, Object>) environment;
    }
}
