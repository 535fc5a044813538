package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class TrainedRunsTest {
    @Autowired
    private TrainedRuns trained;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    private RunId id;

    @BeforeEach
    void submit() {
        fixture.deleteAll();
        id = fixture.submit();
    }

    @Test
    void theBestAndTheLastCheckpointAreFoundWithTheirChecksums() throws Exception {
        train(3, 2);

        TrainedRun best = trained.find(id.toString(), CheckpointChoice.BEST).orElseThrow();
        TrainedRun last = trained.find(id.toString(), CheckpointChoice.LAST).orElseThrow();

        assertThat(best.epoch()).isEqualTo(2);
        assertThat(last.epoch()).isEqualTo(3);
        assertThat(best.recipe().model().name()).isEqualTo("resnet-8");
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(checkpoint(2).content());
        assertThat(best.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(trained.checkpoint(best).orElseThrow().content())
                .isEqualTo(checkpoint(2).content());
    }

    @Test
    void aRunWithoutAnEpochHasNone() {
        assertThat(trained.find(id.toString(), CheckpointChoice.BEST)).isEmpty();
        assertThat(trained.find(id.toString(), CheckpointChoice.LAST)).isEmpty();
    }

    @Test
    void aRunThatThereIsNotIsSaidToBeAbsent() {
        assertThatThrownBy(() -> trained.find("run_00000000000070008000000000000000", CheckpointChoice.BEST))
                .isInstanceOf(RunNotFoundException.class);
        assertThatThrownBy(() -> trained.find("nonsense", CheckpointChoice.BEST))
                .isInstanceOf(RunNotFoundException.class);
    }

    @Test
    void aCheckpointThatAnotherTookThePlaceOfIsGoneAndNotMistaken() {
        ClaimedRun claim = train(1, 1);
        TrainedRun first = trained.find(id.toString(), CheckpointChoice.LAST).orElseThrow();
        queue.commitEpoch(claim, report(2), checkpoint(2), true);
        queue.commitEpoch(claim, report(3), checkpoint(3), true);

        assertThat(trained.checkpoint(first)).isEmpty();
    }

    @Test
    void aDamagedCheckpointIsNotHandedOut() {
        train(1, 1);
        fixture.damageCheckpoint(id, 1);
        TrainedRun damaged = trained.find(id.toString(), CheckpointChoice.BEST).orElseThrow();
        assertThatThrownBy(() -> trained.checkpoint(damaged)).isInstanceOf(CheckpointDamagedException.class);
    }

    private ClaimedRun train(int epochs, int best) {
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            queue.commitEpoch(claim, report(epoch), checkpoint(epoch), epoch <= best);
        }
        return claim;
    }
}
