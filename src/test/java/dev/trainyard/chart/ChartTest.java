package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Of every realistic set of values: the manifests are what Kubernetes knows, and ask for what they must. */
class ChartTest {
    private static final List<String> VALUES = Chart.VALUES;

    @Test
    void theLinterHasNothingToSay() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    void everyManifestIsOneThatKubernetesKnowsInEveryField(String values) {
        List<JsonNode> manifests = Chart.render(values);

        assertThat(manifests).hasSizeGreaterThan(6).allSatisfy(KubernetesModel::requireKnown);
        assertThat(manifests).extracting(Chart::kind).contains("Deployment", "Job", "Service", "PodDisruptionBudget");
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    void everyContainerIsRestrictedAndHasLimits(String values) {
        assertThat(Chart.pods(Chart.render(values))).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
            assertThat(pod.at("/securityContext/seccompProfile/type").asString())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("containers")).isNotEmpty().allSatisfy(container -> {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
                assertThat(container.at("/resources/limits").propertyNames()).contains("cpu", "memory");
                assertThat(container.at("/resources/requests").propertyNames()).contains("cpu", "memory");
            });
        });
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    void whatIsSecretComesFromASecret(String values) {
        List<JsonNode> manifests = Chart.render(values);

        assertThat(Chart.ofKind(manifests, "Secret")).isEmpty();
        assertThat(Chart.pods(manifests)
                        .flatMap(pod -> pod.at("/containers/0/env").valueStream())
                        .filter(variable -> variable.path("name")
                                .asString()
                                .matches(".*(PASSWORD|USERNAME|ADMIN_TOKEN|ACCESS_KEY|ACCESS_KEY_ID)")))
                .isNotEmpty()
                .allMatch(variable -> !variable.has("value")
                        && variable.at("/valueFrom/secretKeyRef").has("key"));
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    void onlyTheApiIsGivenWhatAccessNeeds(String values) {
        assertThat(Chart.pods(Chart.render(values)).map(pod -> pod.at("/containers/0")))
                .filteredOn(container -> container
                        .path("env")
                        .valueStream()
                        .anyMatch(variable -> variable.path("name").asString().matches(".*(ADMIN_TOKEN|ISSUER_URI)")))
                .extracting(container -> container.path("name").asString())
                .containsExactly("api");
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    void noProcessMigratesButTheJobAndAllWaitForIt(String values) {
        List<JsonNode> manifests = Chart.render(values);

        assertThat(Chart.pods(manifests).map(pod -> pod.at("/containers/0")))
                .filteredOn(container ->
                        List.of("api", "worker").contains(container.path("name").asString()))
                .isNotEmpty()
                .allSatisfy(container -> {
                    assertThat(Environment.of(container)).containsEntry("TRAINYARD_DATABASE_MIGRATE", "false");
                    assertThat(container.at("/startupProbe/failureThreshold").asInt()
                                    * container
                                            .at("/startupProbe/periodSeconds")
                                            .asInt())
                            .isGreaterThan(600);
                });
        assertThat(Chart.ofKind(manifests, "Job"))
                .singleElement()
                .satisfies(job -> assertThat(job.at("/spec/template/spec/containers/0/args/0")
                                .asString())
                        .isEqualTo("--migrate"));
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    void aStoppingProcessIsGivenTheTimeThatItTakes(String values) {
        assertThat(Chart.pods(Chart.render(values)))
                .filteredOn(pod -> pod.at("/containers/0").has("lifecycle"))
                .isNotEmpty()
                .allSatisfy(pod -> {
                    int grace = pod.path("terminationGracePeriodSeconds").asInt();
                    int preStop = pod.at("/containers/0/lifecycle/preStop/sleep/seconds")
                            .asInt();
                    Map<String, String> environment = Environment.of(pod.at("/containers/0"));
                    int shutdown = seconds(environment.get("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE"));
                    int drain = seconds(environment.getOrDefault("TRAINYARD_WORKER_DRAIN", "0s"));
                    assertThat(shutdown).isGreaterThan(drain);
                    assertThat(grace).isGreaterThan(preStop + shutdown);
                });
    }

    @Test
    void theApiPutsDataSetsWhereWorkersLookForThem() {
        List<JsonNode> manifests = Chart.render("gpu");
        JsonNode api = Chart.named(manifests, "Deployment", "ty-trainyard-api");

        assertThat(api.at("/spec/template/spec/volumes").valueStream())
                .anySatisfy(volume -> assertThat(
                                volume.at("/persistentVolumeClaim/claimName").asString(""))
                        .isEqualTo("trainyard-data"));
    }

    @Test
    void everyProcessKnowsTheBucketAndMayReachIt() {
        List<JsonNode> manifests = Chart.render("enterprise");

        assertThat(Chart.pods(manifests).map(pod -> pod.at("/containers/0")))
                .filteredOn(container ->
                        List.of("api", "worker").contains(container.path("name").asString()))
                .hasSizeGreaterThan(1)
                .allSatisfy(container -> {
                    assertThat(Environment.of(container))
                            .containsEntry("TRAINYARD_STORE_LOCATION", "s3://research/trainyard")
                            .containsEntry("TRAINYARD_STORE_ENDPOINT", "http://minio.storage:9000");
                    assertThat(container.path("env").valueStream())
                            .extracting(variable -> variable.path("name").asString())
                            .contains("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
                });
        assertThat(List.of("ty-trainyard-api", "ty-trainyard-worker"))
                .allSatisfy(name -> assertThat(Chart.named(manifests, "NetworkPolicy", name)
                                .at("/spec/egress")
                                .valueStream())
                        .anySatisfy(rule -> {
                            assertThat(rule.at("/ports/0/port").asInt()).isEqualTo(9000);
                            assertThat(rule.at("/to/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                                            .asString())
                                    .isEqualTo("storage");
                        }));
    }

    @Test
    void alertsAndDashboardsAreTakenFromTheirFiles(@TempDir Path folder) throws IOException {
        FileUtils.copyDirectory(Chart.FOLDER.toFile(), folder.toFile());
        Files.createDirectories(folder.resolve("files/dashboards"));
        Files.writeString(
                folder.resolve("files/alerts.yaml"),
                "groups:\n  - name: queue\n    rules:\n      - alert: Stuck\n        expr: up == 0\n");
        String dashboard = "{\"title\": \"{{status}}\"}\n";
        Files.writeString(folder.resolve("files/dashboards/one.json"), dashboard);

        List<JsonNode> manifests = Chart.render(folder, "gpu", Map.of());

        assertThat(Chart.named(manifests, "PrometheusRule", "ty-trainyard")
                        .at("/spec/groups/0/rules/0/alert")
                        .asString())
                .isEqualTo("Stuck");
        assertThat(Chart.named(manifests, "ConfigMap", "ty-trainyard-dashboard-one")
                        .at("/data/one.json")
                        .asString())
                .isEqualToIgnoringWhitespace(dashboard);
    }

    private static int seconds(@Nullable String duration) {
        assertThat(duration).matches("\\d+s");
        return Integer.parseInt(String.valueOf(duration).replace("s", ""));
    }
}
