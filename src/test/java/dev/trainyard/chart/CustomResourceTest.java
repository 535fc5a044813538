package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trainyard.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of operators, against the schemas of their own definitions (shared/data/crds; skipped without). As in
 * Kubernetes' strict mode, fields that a schema does not name are refused.
 */
class CustomResourceTest {
    private static final List<String> VALUES = Chart.VALUES;
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @FieldSource("VALUES")
    void everyObjectOfAnOperatorIsOneThatItKnowsInEveryField(String values) throws IOException {
        List<JsonNode> manifests = Chart.render(values).stream()
                .filter(manifest -> KubernetesModel.CUSTOM.contains(Chart.kind(manifest)))
                .toList();
        for (JsonNode manifest : manifests) {
            String name = "crds/%s_%s.json"
                    .formatted(manifest.path("apiVersion").asString().replace('/', '_'), Chart.kind(manifest));
            assertThat(errors(SharedFiles.data(name), manifest))
                    .as("%s %s", Chart.kind(manifest), Chart.name(manifest))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    void aFieldThatTheOperatorDoesNotKnowIsFound(String values) throws IOException {
        for (JsonNode manifest : Chart.render(values)) {
            if (Chart.kind(manifest).equals("ScaledJob")) {
                ((ObjectNode) manifest.path("spec")).put("maxReplicas", 3);
                assertThat(errors(SharedFiles.data("crds/keda.sh_v1alpha1_ScaledJob.json"), manifest))
                        .isNotEmpty();
            }
        }
    }

    private static List<Error> errors(Path schema, JsonNode manifest) throws IOException {
        JsonNode strict = JSON.readTree(Files.readString(schema));
        // The metadata are Kubernetes' own, and open here.
        ((ObjectNode) strict.path("properties")).putObject("metadata");
        close(strict);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(strict)
                .validate(manifest);
    }

    /** No field but those that are named, where an object has some and does not say that it takes others. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").isString()
                && !object.has("additionalProperties")
                && !object.has("x-kubernetes-preserve-unknown-fields")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(CustomResourceTest::close);
    }
}
