package dev.trainyard.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class GridTest {
    private final Grid grid = Grid.of((ObjectNode)
            JsonMapper.shared().readTree("{\"seed\": [1, 2], \"b\": [\"x\", \"y\", \"z\"], \"a\": [true]}"));

    @Test
    void everyCombinationHasANumberAndTheSeedChangesLast() {
        assertThat(grid.size()).isEqualTo(6);
        assertThat(List.of(0, 1, 2, 3, 4, 5).stream().map(grid::combination).map(Object::toString))
                .containsExactly(
                        "{b=\"x\", a=true, seed=1}",
                        "{b=\"y\", a=true, seed=1}",
                        "{b=\"z\", a=true, seed=1}",
                        "{b=\"x\", a=true, seed=2}",
                        "{b=\"y\", a=true, seed=2}",
                        "{b=\"z\", a=true, seed=2}");
    }

    @Test
    void moreSeedsLeaveTheNumbersOfOthersAsTheyAre() {
        JsonNode seed = JsonNodeFactory.instance.numberNode(3L);

        Grid longer = grid.withSeeds(List.of(seed));

        assertThat(longer.size()).isEqualTo(9);
        for (int number = 0; number < grid.size(); number++) {
            assertThat(longer.combination(number)).isEqualTo(grid.combination(number));
        }
        assertThat(longer.combination(8)).hasToString("{b=\"z\", a=true, seed=3}");
    }

    @Test
    void itsJsonMakesTheSameGrid() {
        assertThat(Grid.of(grid.json())).isEqualTo(grid);
    }

    @Test
    void aGridOfMoreCombinationsThanThereAreNumbersIsTooLargeAndNotSmall() {
        ObjectNode huge = JsonNodeFactory.instance.objectNode();
        for (int field = 0; field < 10; field++) {
            var values = huge.putArray("field" + field);
            for (int value = 0; value < 100; value++) {
                values.add(value);
            }
        }

        assertThat(Grid.of(huge).size()).isEqualTo(Integer.MAX_VALUE);
    }
}
