package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that would give Pods that do not start are refused with what to say instead. */
class RefusalTest {
    @ParameterizedTest
    @CsvSource({
        "laptop, access.adminToken.secretName, '', access.oidc.issuerUri is required",
        "laptop, database.secretName, '', database.secretName is required",
        "laptop, database.url, '', database.cloudnativepg.enabled",
        "laptop, database.url, jdbc:mysql://db/x, /database/url",
        "laptop, database.url, 'jdbc:postgresql://db/x?password=hunter2', belong into the Secret",
        "laptop, keda.enabled, true, keda.connection.secretName is required",
        "laptop, monitoring.enabled, true, monitoring.token.secretName is required",
        "laptop, ingress.enabled, true, ingress.host is required",
        "laptop, httpRoute.enabled, true, httpRoute.parentRefs is required",
        "laptop, workers.drainSeconds, soon, /workers/drainSeconds",
        "laptop, workers.dainSeconds, 20, additional properties",
        "laptop, access.adminToken.value, hunter2, additional properties",
        "cpu-only, database.url, jdbc:postgresql://db/x, exclude each other",
        "gpu, workers.gpu[0].name, a100, two classes",
        "gpu, workers.gpu[0].name, a-name-that-is-too-long, /workers/gpu/0/name",
        "gpu, workers.gpu[0].products, '', /workers/gpu/0/products",
    })
    void aMistakeIsNamed(String values, String setting, String value, String message) {
        assertThatThrownBy(() -> Chart.render(Chart.FOLDER, values, Map.of(setting, value)))
                .hasMessageContaining(message);
    }
}
