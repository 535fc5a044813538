package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1JobSpec;
import io.kubernetes.client.util.ModelMapper;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Kubernetes' own objects as its Java client knows them: an unknown field, or a value of another type, is refused. */
final class KubernetesModel {
    /** Kinds of operators, see {@link CustomResourceTest}. */
    static final Set<String> CUSTOM = Set.of(
            "ScaledJob",
            "TriggerAuthentication",
            "ServiceMonitor",
            "PodMonitor",
            "PrometheusRule",
            "HTTPRoute",
            "Cluster");

    private static final int LONGEST_NAME = 63;

    private KubernetesModel() {}

    static void requireKnown(JsonNode manifest) {
        assertThat(Chart.name(manifest))
                .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")
                .hasSizeLessThan(LONGEST_NAME);
        if (!CUSTOM.contains(Chart.kind(manifest))) {
            String apiVersion = manifest.path("apiVersion").asString();
            Class<?> type = ModelMapper.getApiTypeClass(
                    apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "",
                    apiVersion.substring(apiVersion.indexOf('/') + 1),
                    Chart.kind(manifest));
            assertThat(type).as("%s %s", apiVersion, Chart.kind(manifest)).isNotNull();
            requireFields(manifest, type);
        } else if (Chart.kind(manifest).equals("ScaledJob")) {
            requireFields(manifest.at("/spec/jobTargetRef"), V1JobSpec.class);
        }
    }

    private static void requireFields(JsonNode manifest, Class<?> type) {
        JsonElement json = JsonParser.parseString(manifest.toString());
        try {
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            assertThat(JSON.getGson().fromJson(json, type)).isNotNull();
        } catch (InvocationTargetException e) {
            throw new AssertionError("%s: %s".formatted(Chart.name(manifest), e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
