package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KedaTest {
    private final List<JsonNode> manifests = Chart.render("keda");

    @Test
    void noWorkerIsThereWhileNothingWaits() {
        assertThat(Chart.ofKind(manifests, "Deployment").map(Chart::name)).containsExactly("ty-trainyard-api");
        assertThat(Chart.ofKind(manifests, "ScaledJob"))
                .hasSize(3)
                .allMatch(job -> job.at("/spec/minReplicaCount").asInt(-1) == 0);
    }

    @Test
    void nobodyEndsABusyWorker() {
        assertThat(Chart.ofKind(manifests, "ScaledObject")).isEmpty();
        assertThat(Chart.ofKind(manifests, "ScaledJob")).allSatisfy(job -> {
            JsonNode pod = job.at("/spec/jobTargetRef/template");
            assertThat(job.at("/spec/rollout/strategy").asString()).isEqualTo("gradual");
            assertThat(job.at("/spec/jobTargetRef").has("activeDeadlineSeconds"))
                    .isFalse();
            assertThat(pod.at("/metadata/annotations/cluster-autoscaler.kubernetes.io~1safe-to-evict")
                            .asString())
                    .isEqualTo("false");
            assertThat(pod.at("/spec/restartPolicy").asString()).isEqualTo("Never");
            assertThat(Environment.of(pod.at("/spec/containers/0")))
                    .containsEntry("TRAINYARD_WORKER_EXITWHENIDLE", "300s");
        });
    }

    @Test
    void workersThatAreAlwaysThereDoNotEndByThemselves() {
        assertThat(Chart.pods(Chart.render("gpu")).map(pod -> Environment.of(pod.at("/containers/0"))))
                .noneMatch(environment -> environment.containsKey("TRAINYARD_WORKER_EXITWHENIDLE"));
    }

    @Test
    void kedasConnectionIsASecret() {
        JsonNode secret =
                Chart.named(manifests, "TriggerAuthentication", "ty-trainyard").at("/spec/secretTargetRef/0");

        assertThat(secret.path("parameter").asString()).isEqualTo("connection");
        assertThat(secret.path("name").asString()).isEqualTo("ty-trainyard-db-app");
        assertThat(Chart.ofKind(manifests, "ScaledJob").map(job -> job.at("/spec/triggers/0")))
                .allMatch(trigger ->
                        trigger.at("/authenticationRef/name").asString().equals("ty-trainyard"));
    }
}
