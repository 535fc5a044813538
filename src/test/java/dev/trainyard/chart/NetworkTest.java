package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NetworkTest {
    private final List<JsonNode> manifests = Chart.render("enterprise");

    @Test
    void everyPodHasAPolicyOfItsOwnThatClosesBothWays() {
        Set<String> components = Chart.ofKind(manifests, "NetworkPolicy")
                .map(policy -> policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1component")
                        .asString())
                .collect(Collectors.toSet());

        assertThat(components).containsExactlyInAnyOrder("api", "worker", "migration", "test");
        assertThat(Chart.ofKind(manifests, "NetworkPolicy"))
                .allMatch(policy -> policy.at("/spec/policyTypes").toString().equals("[\"Ingress\",\"Egress\"]"));
    }

    @Test
    void theDatabaseIsReachedAtItsAddressAlone() {
        assertThat(Chart.ofKind(manifests, "NetworkPolicy")
                        .filter(policy -> !Chart.name(policy).endsWith("-test"))
                        .map(policy -> policy.at("/spec/egress/1")))
                .hasSize(3)
                .allMatch(rule -> rule.at("/ports/0/port").asInt() == 5433
                        && rule.at("/to/0/ipBlock/cidr").asString().equals("10.20.0.0/16"));
    }

    @Test
    void theInternetIsReachedWithoutTheNetworksInside() {
        JsonNode egress =
                Chart.named(manifests, "NetworkPolicy", "ty-trainyard-worker").at("/spec/egress");

        assertThat(egress.valueStream()
                        .map(rule -> rule.at("/to/0/ipBlock"))
                        .filter(block -> block.path("cidr").asString("").equals("0.0.0.0/0")))
                .singleElement()
                .satisfies(internet -> assertThat(internet.path("except").toString())
                        .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"));
    }

    @Test
    void workersWithoutDownloadsHaveNoInternet() {
        JsonNode worker = Chart.named(Chart.render("cpu-only"), "NetworkPolicy", "ty-trainyard-worker");

        assertThat(worker.at("/spec/egress")).hasSize(2);
        assertThat(worker.at("/spec").has("ingress")).isFalse();
    }

    @Test
    void theRoutesLeadToTheServiceOfTheApi() {
        JsonNode service = Chart.named(manifests, "Service", "ty-trainyard-api");
        JsonNode labels =
                Chart.named(manifests, "Deployment", "ty-trainyard-api").at("/spec/template/metadata/labels");

        assertThat(service.at("/spec/selector").properties()).isSubsetOf(labels.properties());
        assertThat(Chart.named(manifests, "Ingress", "ty-trainyard")
                        .at("/spec/rules/0/http/paths/0/backend/service/name")
                        .asString())
                .isEqualTo(Chart.name(service));
        JsonNode backend = Chart.named(manifests, "HTTPRoute", "ty-trainyard").at("/spec/rules/0/backendRefs/0");
        assertThat(backend.path("name").asString()).isEqualTo(Chart.name(service));
        assertThat(backend.path("port").asInt())
                .isEqualTo(service.at("/spec/ports/0/port").asInt());
    }

    @Test
    void aFixedSelectorNeverSelectsThePodsOfAnotherPool() {
        List<JsonNode> both = Chart.render(Chart.FOLDER, "keda", Map.of("workers.gpu[0].replicas", "1"));
        JsonNode selector =
                Chart.named(both, "Deployment", "ty-trainyard-worker-t4").at("/spec/selector/matchLabels");

        assertThat(Chart.ofKind(both, "ScaledJob")
                        .map(job -> job.at("/spec/jobTargetRef/template/metadata/labels")
                                .properties()))
                .hasSize(3)
                .noneMatch(labels -> labels.containsAll(selector.properties()));
    }
}
