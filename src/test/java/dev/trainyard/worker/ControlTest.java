package dev.trainyard.worker;

import static dev.trainyard.worker.Workers.awaitStatus;
import static dev.trainyard.worker.Workers.endEpoch;
import static dev.trainyard.worker.Workers.stepForEver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.run.TestClock;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.SmallTraining;
import dev.trainyard.training.StepReport;
import dev.trainyard.training.Training;
import dev.trainyard.training.TrainingObserver;
import dev.trainyard.training.TrainingResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pauses, resumes and limits as a worker carries them out. */
@ServiceTest
@Timeout(60)
class ControlTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    private Workers workers;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
        workers = new Workers(queue);
    }

    @AfterEach
    void stopWorkers() {
        workers.close();
    }

    @Test
    void aPausedRunStopsAtItsNextStepAndTheSlotGoesOnToTheNextRun() {
        RunId paused = fixture.submit();
        Gate firstEpoch = new Gate();
        workers.start(1, (run, observer) -> {
            endEpoch(1, observer);
            if (run.id().equals(paused)) {
                firstEpoch.pass();
                stepForEver(2, observer);
            }
            endEpoch(2, observer);
            endEpoch(3, observer);
            return RunFixture.result();
        });
        firstEpoch.awaitReached();
        RunId next = fixture.submit();

        // By the answer: its worker may hear of it, and stop, before the database could be asked.
        assertThat(ask(paused, "pause").get("status").stringValue()).isEqualTo("pausing");
        firstEpoch.open();
        awaitStatus(fixture, paused, "paused");
        assertThat(fixture.checkpoints(paused)).containsExactly(1);
        awaitStatus(fixture, next, "succeeded");
    }

    @Test
    void aRunThatIsDoneBeforeItHearsOfThePauseSucceeds() {
        RunId id = fixture.submit();
        Gate lastEpoch = new Gate();
        workers.startDeaf((run, observer) -> {
            endEpoch(1, observer);
            endEpoch(2, observer);
            endEpoch(3, observer);
            lastEpoch.pass();
            return RunFixture.result();
        });
        lastEpoch.awaitReached();
        ask(id, "pause");
        lastEpoch.open();

        awaitStatus(fixture, id, "succeeded");
    }

    @Test
    void aRunThatTakesTooLongFailsAtItsNextStepAndKeepsItsCheckpoint() {
        RunId id = fixture.submitWith("\"max_runtime_seconds\":10");
        Gate firstEpoch = new Gate();
        workers.start(1, (run, observer) -> {
            endEpoch(1, observer);
            firstEpoch.pass();
            stepForEver(2, observer);
            return RunFixture.result();
        });
        firstEpoch.awaitReached();
        clock.advance(Duration.ofSeconds(11));
        firstEpoch.open();

        awaitStatus(fixture, id, "failed");
        assertThat(get(id).get("reason").stringValue()).isEqualTo("timed_out");
        assertThat(fixture.checkpoints(id)).containsExactly(1);
    }

    @Test
    @Timeout(240) // three real trainings
    void aRunThatIsPausedWithinAnEpochAndResumedIsBitForBitAnUndisturbedOne() throws IOException {
        RunId undisturbed = fixture.submitWith("\"batch_size\":16");
        Gate secondEpoch = new Gate();
        Worker worker = workers.start(1, ControlTest::train);
        awaitStatus(fixture, undisturbed, "succeeded");
        worker.stop();

        RunId paused = fixture.submitWith("\"batch_size\":16");
        // The gate stays shut: it is the pause that ends the wait in it.
        workers.start(1, (run, observer) -> train(run, run.attempt() == 1 ? heldUp(observer, secondEpoch) : observer));
        secondEpoch.awaitReached();
        ask(paused, "pause");
        awaitStatus(fixture, paused, "paused");
        assertThat(fixture.checkpoints(paused)).last().isEqualTo(1);
        ask(paused, "resume");
        awaitStatus(fixture, paused, "succeeded");

        assertThat(get(paused).get("attempt").intValue()).isEqualTo(2);
        assertThat(get(paused).get("result")).isEqualTo(get(undisturbed).get("result"));
        assertThat(epochs(paused)).isEqualTo(epochs(undisturbed));
        assertThat(lastWeights(paused)).isEqualTo(lastWeights(undisturbed));
    }

    private static TrainingResult train(ClaimedRun run, TrainingObserver observer) {
        return Training.run(run.recipe(), SmallTraining.dataset(), run.progress(), run.weights(), observer);
    }

    /** Waits at the gate in the second of the four steps of the second epoch. */
    private static TrainingObserver heldUp(TrainingObserver observer, Gate gate) {
        return new TrainingObserver() {
            @Override
            public void stepped(StepReport step) {
                if (step.epoch() == 2 && step.step() == 2) {
                    gate.pass();
                }
                observer.stepped(step);
            }

            @Override
            public void epochEnded(EpochReport epoch, Checkpoint checkpoint, boolean best) {
                observer.epochEnded(epoch, checkpoint, best);
            }
        };
    }

    private JsonNode ask(RunId id, String action) {
        Http.Answer answer = new Http(port).post("/v1/runs/%s/%s".formatted(id, action), "");
        assertThat(answer.status()).isEqualTo(202);
        return answer.json();
    }

    private JsonNode get(RunId id) {
        return new Http(port).get("/v1/runs/" + id).json();
    }

    /** Without what depends on the clock. */
    private JsonNode epochs(RunId id) {
        JsonNode epochs =
                new Http(port).get("/v1/runs/" + id + "/epochs").json().get("data");
        assertThat(epochs).hasSize(3);
        epochs.forEach(
                epoch -> ((ObjectNode) epoch).remove(List.of("images_per_second", "duration_seconds", "finished_at")));
        return epochs;
    }

    /** Parameters, running statistics and updater state of the last checkpoint, as hexadecimal text. */
    private Map<String, String> lastWeights(RunId id) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(fixture.latestCheckpoint(id)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), HexFormat.of().formatHex(zip.readAllBytes()));
            }
        }
        // The configuration beside them has a time in it.
        parts.keySet().retainAll(Set.of("coefficients.bin", "updaterState.bin"));
        assertThat(parts).hasSize(2);
        return parts;
    }
}
