package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.trainyard.activation.Activations;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RunRequestTest {
    private final RunRequestReader reader = new RunRequestReader(new RecipeReader(
            new DatasetCatalog(Path.of("target", "no-data")),
            new InitialWeightsReader(new WeightsSources(List.of())),
            2));

    @Test
    void theDescribedFieldsAreThoseThatAreRead() {
        String allowed = refusal("{\"model\":\"resnet-8\",\"activation\":\"relu\",\"dataset\":\"shapes\",\"x\":1}");

        assertThat(allowed.split(", ")).containsExactlyInAnyOrderElementsOf(described(RunRequest.class));
    }

    @Test
    void theDescribedFieldsOfAnActivationAreThoseThatAreRead() {
        String allowed =
                refusal("{\"model\":\"resnet-8\",\"activation\":{\"name\":\"relu\",\"x\":1},\"dataset\":\"shapes\"}");

        assertThat(allowed.split(", ")).containsExactlyInAnyOrderElementsOf(described(RunRequest.Activation.class));
    }

    @Test
    void anActivationIsTheSameByItsNameAloneAsByAnObject() {
        String body = "{\"model\":\"resnet-8\",\"activation\":%s,\"dataset\":\"shapes\"}";

        for (String name : Activations.names()) {
            NewRun byName = read(body.formatted("\"" + name + "\""));
            NewRun byObject = read(body.formatted("{\"name\":\"" + name + "\"}"));

            assertThat(byName).isEqualTo(byObject);
        }
    }

    @Test
    void aRunHasNoMoreDevicesThanAWorkerHasForItAndThanItsBatchHasImages() {
        String body = "{\"model\":\"resnet-8\",\"activation\":\"relu\",\"dataset\":\"shapes\",%s}";

        assertThat(read(body.formatted("\"devices\":2")).recipe().devices()).isEqualTo(2);
        assertThat(refusal(body.formatted("\"devices\":3")))
                .isEqualTo("1 to 2, which trainyard.worker.devices-per-run allows here");
        assertThat(refusal(body.formatted("\"devices\":2,\"batch_size\":1"))).isEqualTo("1 to 1, the batch_size");
    }

    private NewRun read(String body) {
        return reader.read(new JsonMapper().readTree(body));
    }

    /** What is allowed in place of the one field that is wrong. */
    private String refusal(String body) {
        var refusal = catchThrowableOfType(InvalidRequestException.class, () -> read(body));
        Object errors =
                Objects.requireNonNull(refusal.getBody().getProperties()).get("errors");
        assertThat(errors)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Invalid.class))
                .hasSize(1);
        return ((Invalid) ((List<?>) Objects.requireNonNull(errors)).get(0)).allowed();
    }

    private static List<String> described(Class<?> record) {
        var names = new SnakeCaseStrategy();
        return Arrays.stream(record.getRecordComponents())
                .map(component -> names.translate(component.getName()))
                .toList();
    }
}
