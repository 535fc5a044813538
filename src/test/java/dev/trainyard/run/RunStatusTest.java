package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunStatusTest {
    /** The life of a run as docs/run-lifecycle.md draws it, said again by hand. */
    private static final Set<String> ALLOWED = Set.of(
            "queued>running",
            "queued>paused",
            "queued>cancelled",
            "running>queued",
            "running>pausing",
            "running>cancelling",
            "running>succeeded",
            "running>failed",
            "pausing>paused",
            "pausing>cancelling",
            "pausing>succeeded",
            "pausing>failed",
            "paused>queued",
            "paused>cancelled",
            "succeeded>queued",
            "cancelling>cancelled",
            "cancelling>succeeded",
            "cancelling>failed");

    @ParameterizedTest
    @MethodSource("pairs")
    void onlyTheDrawnTransitionsAreAllowed(RunStatus from, RunStatus to) {
        assertThat(from.mayBecome(to)).isEqualTo(ALLOWED.contains(from.label() + ">" + to.label()));
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(RunStatus.values())
                .flatMap(from -> Arrays.stream(RunStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @EnumSource
    void anEndIsWhereARunStaysByItself(RunStatus status) {
        assertThat(status.isEnd())
                .isEqualTo(Set.of("succeeded", "failed", "cancelled").contains(status.label()));
    }

    @Test
    void aLeaseBelongsToTheStatesInWhichAWorkerTrains() {
        assertThat(RunStatus.values())
                .filteredOn(RunStatus::isLeased)
                .containsExactly(RunStatus.RUNNING, RunStatus.PAUSING, RunStatus.CANCELLING);
    }
}
