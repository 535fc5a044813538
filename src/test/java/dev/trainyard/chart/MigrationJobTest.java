package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MigrationJobTest {
    @Test
    void withADatabaseThatIsThereItRunsBeforeAnythingElseChanges() {
        JsonNode job = Chart.named(Chart.render("enterprise"), "Job", "ty-trainyard-migration");
        JsonNode account = Chart.named(Chart.render("enterprise"), "ServiceAccount", "ty-trainyard-migration");

        assertThat(job.at("/metadata/annotations/helm.sh~1hook").asString()).isEqualTo("pre-install,pre-upgrade");
        assertThat(account.at("/metadata/annotations/helm.sh~1hook").asString()).isEqualTo("pre-install,pre-upgrade");
        assertThat(account.at("/metadata/annotations/helm.sh~1hook-weight").asInt())
                .isLessThan(job.at("/metadata/annotations/helm.sh~1hook-weight").asInt());
    }

    @Test
    void withADatabaseOfTheReleaseItIsPartOfTheRelease() {
        JsonNode job = Chart.named(Chart.render("cpu-only"), "Job", "ty-trainyard-migration-1");

        assertThat(job.at("/metadata").has("annotations")).isFalse();
        assertThat(job.at("/spec/template/spec/containers/0/env/0/value").asString())
                .isEqualTo("jdbc:postgresql://ty-trainyard-db-rw:5432/trainyard");
        assertThat(Chart.named(Chart.render("cpu-only"), "Cluster", "ty-trainyard-db")
                        .at("/metadata/annotations/helm.sh~1resource-policy")
                        .asString())
                .isEqualTo("keep");
    }
}
