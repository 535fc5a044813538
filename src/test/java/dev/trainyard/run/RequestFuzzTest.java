package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.fuzz.ByteMutation;
import dev.trainyard.fuzz.Chance;
import dev.trainyard.fuzz.JsonMutation;
import dev.trainyard.request.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever bytes a body has: they are a request, invalid, or no JSON. */
class RequestFuzzTest {
    private static final long SEED = 5;
    private static final int CHANGES = 10_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> BODIES = List.of(
            "{\"model\":\"resnet-8\",\"activation\":\"relu\",\"dataset\":\"shapes\"}",
            "{\"model\":\"resnet-20\",\"dataset\":\"cifar-10\",\"epochs\":10,\"name\":\"a name\",\"tags\":[\"x\",\"y\"],"
                    + "\"activation\":{\"name\":\"lincomb\",\"sharing\":\"layer\",\"terms\":[\"relu\",\"silu\"],"
                    + "\"initial\":{\"w0\":0.5}},\"priority\":-3,\"max_runtime_seconds\":null,"
                    + "\"schedule\":{\"type\":\"step\",\"milestones\":[3,5],\"factor\":0.1},"
                    + "\"early_stopping\":{\"patience\":3,\"min_delta\":0.01},\"seed\":9007199254740991,"
                    + "\"normalization\":{\"mean\":[0.5,0.5,0.5],\"std\":[0.2,0.2,0.2]}}",
            "{\"model\":\"resnet-110\",\"activation\":{\"name\":\"coslu\",\"initial\":{\"a\":1,\"b\":2}},"
                    + "\"dataset\":\"cifar-100\",\"schedule\":{\"type\":\"cosine\",\"epochs\":5}}");

    @Test
    void aChangedBodyIsARunOrInvalid() {
        RunRequestReader reader = new RunRequestReader(new RecipeReader(
                new DatasetCatalog(Path.of("target", "no-data")),
                new InitialWeightsReader(new WeightsSources(List.of())),
                2));
        int runs = readAll(reader::read, BODIES);

        assertThat(runs).as("bodies that were a run still").isGreaterThan(CHANGES / 50);
    }

    @Test
    void aChangedBodyIsAnExtensionOrInvalid() {
        int extensions = readAll(Extension::read, List.of("{\"epochs\":120}"));

        assertThat(extensions).isPositive();
    }

    /** How many were read. */
    private static int readAll(Function<JsonNode, ?> reader, List<String> bodies) {
        int read = 0;
        for (int number = 0; number < CHANGES; number++) {
            Chance chance = Chance.of(SEED, number);
            byte[] body = chance.of(bodies).getBytes(StandardCharsets.UTF_8);
            byte[] changed = chance.in(0.7) ? JsonMutation.field(body, chance) : ByteMutation.mutate(body, chance);
            try {
                assertThat(reader.apply(JSON.readTree(changed))).isNotNull();
                read++;
            } catch (JacksonException | InvalidRequestException told) {
                assertThat(told.getMessage()).isNotBlank();
            } catch (RuntimeException | Error untold) {
                fail(
                        "change %d of seed %d: %s".formatted(number, SEED, new String(changed, StandardCharsets.UTF_8)),
                        untold);
            }
        }
        return read;
    }
}
