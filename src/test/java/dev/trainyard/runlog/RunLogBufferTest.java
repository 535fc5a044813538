package dev.trainyard.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RunLogBufferTest {
    private final RunLogLine.Attempt one = new RunLogLine.Attempt(new RunId(UUID.randomUUID()), 1);
    private final RunLogLine.Attempt other = new RunLogLine.Attempt(new RunId(UUID.randomUUID()), 1);
    private final RunLogBuffer buffer = new RunLogBuffer(3);

    @Test
    void linesComeInTheirOrderWithNumbersThatGrow() throws InterruptedException {
        add(one, "a");
        add(other, "b");
        add(one, "c");

        assertThat(messages(2)).containsExactly("a", "b");
        List<RunLogBuffer.Numbered> rest = buffer.take(2);
        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).number()).isEqualTo(3);
    }

    @Test
    void aFullBufferDropsNewLinesAndSaysHowManyOfEachRun() throws InterruptedException {
        for (String message : List.of("1", "2", "3", "4", "5")) {
            add(one, message);
        }
        add(other, "6");
        assertThat(messages(3)).containsExactly("1", "2", "3");

        assertThat(messages(9))
                .containsExactly(
                        "2 line(s) are missing here: the database was away for too long",
                        "1 line(s) are missing here: the database was away for too long");
        buffer.close();
        assertThat(buffer.take(9)).isEmpty();
    }

    @Test
    void theGapIsToldBeforeTheLinesThatFollowIt() throws InterruptedException {
        for (String message : List.of("1", "2", "3", "4")) {
            add(one, message);
        }
        assertThat(messages(2)).containsExactly("1", "2");
        add(one, "5");

        assertThat(messages(9))
                .containsExactly("3", "1 line(s) are missing here: the database was away for too long", "5");
    }

    @Test
    void aClosedBufferGivesWhatItHasAndThenNothing() throws InterruptedException {
        add(one, "a");
        buffer.close();

        assertThat(messages(9)).containsExactly("a");
        assertThat(buffer.take(9)).isEmpty();
    }

    private void add(RunLogLine.Attempt attempt, String message) {
        buffer.add(new RunLogLine(attempt, Instant.EPOCH, "INFO", message));
    }

    private List<String> messages(int atMost) throws InterruptedException {
        return buffer.take(atMost).stream().map(line -> line.line().message()).toList();
    }
}
