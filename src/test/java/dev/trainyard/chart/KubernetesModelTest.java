package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The strict check is strict: it finds what a careless template would write. */
class KubernetesModelTest {
    @ParameterizedTest
    @CsvSource({
        "/spec, replica, '2'",
        "/spec/template/spec, terminationGracePeriod, '30'",
        "/spec/template/spec/containers/0, resource, '{}'",
        "/spec/template/spec/containers/0/securityContext, runAsNonroot, 'true'",
        "/spec/template/spec/containers/0/startupProbe, periodSeconds, '\"often\"'"
    })
    void aFieldThatKubernetesDoesNotKnowIsFound(String parent, String field, String value) {
        JsonNode api = Chart.named(Chart.render("laptop"), "Deployment", "ty-trainyard-api");
        ((ObjectNode) api.at(parent)).set(field, new JsonMapper().readTree(value));

        assertThatThrownBy(() -> KubernetesModel.requireKnown(api)).isInstanceOf(Throwable.class);
    }
}
