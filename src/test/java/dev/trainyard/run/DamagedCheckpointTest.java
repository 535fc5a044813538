package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class DamagedCheckpointTest {
    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    /** Where a run of three epochs goes on, by which of them were the best so far and whose checkpoints are damaged. */
    @ParameterizedTest
    @CsvSource({
        // best, damaged, latest and best to go on with
        "1 2 3, 3, 2, 2",
        "1 3,   3, 2, 1",
        "1 2,   3, 2, 2",
        "1 2,   2, 0, 0", // the best is lost, and the one before it was not kept
        "1,     1, 0, 0",
        "1 2 3, 2, 3, 3", // was kept to fall back to, and nothing falls
        "1 3,   1, 3, 3",
        "1 3,   2, 3, 3",
        "1 3,   1 3, 0, 0",
        "1 2 3, 2 3, 0, 0"
    })
    void theRunGoesOnFromTheNewestWholeCheckpoints(String best, String damaged, int latest, int bestKept) {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        for (int epoch = 1; epoch <= 3; epoch++) {
            queue.commitEpoch(
                    claim, report(epoch), checkpoint(epoch), numbers(best).contains(epoch));
        }
        queue.release(claim);
        numbers(damaged).forEach(epoch -> fixture.damageCheckpoint(id, epoch));

        assertThat(epochs(claim().progress())).containsExactly(latest, bestKept);
        assertThat(fixture.epochs(id)).containsExactly(1, 2, 3);
    }

    @Test
    void theRunSaysSoInItsViewItsEventsAndTheLog(CapturedOutput output) {
        RunId id = damagedAfterTwoEpochs();
        claim();

        String note = "The stored checkpoint of epoch 2 was damaged; training went on after epoch 1";
        assertThat(fixture.view(id).summary().detail()).isEqualTo(note);
        assertThat(fixture.events(id)).last().isEqualTo("checkpoint_damaged:running>running");
        assertThat(output.getOut()).contains(id + ": " + note);
    }

    @Test
    void anEpochThatIsMadeAgainIsStoredOnceAndItsCheckpointIsWhole() {
        RunId id = damagedAfterTwoEpochs();
        EpochView stored = fixture.view(id).lastEpoch();
        ClaimedRun again = claim();
        queue.commitEpoch(again, report(2), checkpoint(2), true);
        assertThat(fixture.view(id).lastEpoch()).isEqualTo(stored);
        queue.release(again);

        ClaimedRun last = claim();
        assertThat(epochs(last.progress())).containsExactly(2, 2);
        queue.commitEpoch(last, report(3), checkpoint(3), true);
        queue.succeed(last, RunFixture.result());
        assertThat(fixture.epochs(id)).containsExactly(1, 2, 3);
        assertThat(fixture.status(id)).isEqualTo("succeeded");
        assertThat(fixture.events(id).stream().filter("epoch:running>running"::equals))
                .hasSize(3);
    }

    @Test
    void anEpochThatIsMadeAgainWithOtherNumbersIsKeptAsItWasAndTheRunSaysSo() {
        RunId id = damagedAfterTwoEpochs();
        EpochView stored = fixture.view(id).lastEpoch();
        queue.commitEpoch(claim(), otherThan(report(2)), checkpoint(2), true);

        assertThat(fixture.view(id).lastEpoch()).isEqualTo(stored);
        assertThat(fixture.view(id).summary().detail()).contains("Epoch 2 was made again with other numbers");
    }

    private RunId damagedAfterTwoEpochs() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        queue.commitEpoch(claim, report(2), checkpoint(2), true);
        queue.release(claim);
        fixture.damageCheckpoint(id, 2);
        return id;
    }

    private static EpochReport otherThan(EpochReport r) {
        return new EpochReport(
                r.epoch(),
                Math.nextUp(r.trainLoss()),
                r.trainAccuracy(),
                r.validationLoss(),
                r.validationAccuracy(),
                r.learningRate(),
                r.trainImages(),
                r.imagesPerSecond(),
                r.duration(),
                r.activationParameters());
    }

    /** Of the latest and the best; the contents must be those that were stored. */
    private static List<Integer> epochs(@Nullable Progress progress) {
        return progress == null ? List.of(0, 0) : List.of(wholeEpoch(progress.latest()), wholeEpoch(progress.best()));
    }

    private static int wholeEpoch(Checkpoint stored) {
        assertThat(stored).usingRecursiveComparison().isEqualTo(checkpoint(stored.epoch()));
        return stored.epoch();
    }

    private static List<Integer> numbers(String text) {
        return List.of(text.split(" ")).stream().map(Integer::valueOf).toList();
    }

    private ClaimedRun claim() {
        return queue.claim("worker", LEASE).orElseThrow();
    }
}
