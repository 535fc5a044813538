package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GpuTest {
    private static final String AFFINITY =
            "/spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms";

    private final List<JsonNode> manifests = Chart.render("gpu");

    @Test
    void eachClassIsADeploymentWhosePodsAskForOneGpuOfIt() {
        for (String name : List.of("l4", "a100")) {
            JsonNode deployment = Chart.named(manifests, "Deployment", "ty-trainyard-worker-" + name);
            JsonNode container = deployment.at("/spec/template/spec/containers/0");

            assertThat(container.at("/resources/limits/nvidia.com~1gpu").asInt())
                    .isEqualTo(1);
            assertThat(container.at("/resources/requests/nvidia.com~1gpu").asInt())
                    .isEqualTo(1);
            assertThat(container.path("image").asString()).endsWith("-cuda");
            assertThat(deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt())
                    .isZero();
            assertThat(deployment.at("/spec/template/spec/tolerations").valueStream())
                    .anyMatch(toleration -> toleration.path("key").asString().equals("nvidia.com/gpu"));
        }
    }

    @Test
    void itsPodsGoToNodesWithThoseProductsAndACapabilityThatTheLibraryKnows() {
        JsonNode terms =
                Chart.named(manifests, "Deployment", "ty-trainyard-worker-a100").at(AFFINITY);

        assertThat(terms).hasSize(1);
        assertThat(terms.at("/0/matchExpressions")
                        .valueStream()
                        .map(expression -> expression.path("key").asString() + expression.path("values")))
                .containsExactly(
                        "nvidia.com/gpu.compute.major[\"6\",\"7\",\"8\"]",
                        "nvidia.com/gpu.product[\"NVIDIA-A100-SXM4-40GB\",\"NVIDIA-A100-SXM4-80GB\"]");
    }

    @Test
    void onlyWorkersHaveGpus() {
        assertThat(Chart.pods(manifests).map(pod -> pod.at("/containers/0")))
                .filteredOn(container -> container.at("/resources/limits").has("nvidia.com/gpu"))
                .extracting(container -> container.path("name").asString())
                .containsExactly("worker", "worker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NVIDIA-H100-80GB-HBM3",
                "NVIDIA-H200",
                "NVIDIA-GH200-480GB",
                "NVIDIA-H20",
                "NVIDIA-B200",
                "NVIDIA-GB200",
                "NVIDIA-GeForce-RTX-5090",
                "NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition",
                "Tesla-K80",
                "Tesla-M60"
            })
    void aProductThatTheLibraryHasNoCodeForIsRefused(String product) {
        assertThatThrownBy(() -> Chart.render(Chart.FOLDER, "gpu", Map.of("workers.gpu[0].products[0]", product)))
                .hasMessageContaining(product)
                .hasMessageContaining("8.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tesla-P100-PCIE-16GB",
                "Tesla-P4",
                "Tesla-V100-SXM2-16GB",
                "Tesla-T4-SHARED",
                "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb",
                "NVIDIA-A10G",
                "NVIDIA-L40S",
                "NVIDIA-GeForce-RTX-4090",
                "NVIDIA-GeForce-GTX-1080-Ti"
            })
    void aProductFromPascalToAdaIsAccepted(String product) {
        assertThat(Chart.render(Chart.FOLDER, "gpu", Map.of("workers.gpu[0].products[0]", product)))
                .isNotEmpty();
    }
}
