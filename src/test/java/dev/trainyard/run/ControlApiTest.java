package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static dev.trainyard.run.RunFixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What may be asked of a run in each status, and how it is answered. */
@ServiceTest
class ControlApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private Runs runs;

    @Autowired
    private RunFixture fixture;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @ParameterizedTest
    @CsvSource({
        "queued, pause, paused",
        "running, pause, pausing",
        "pausing, pause, pausing",
        "paused, pause, paused",
        "paused, resume, queued",
        "queued, cancel, cancelled",
        "running, cancel, cancelling",
        "pausing, cancel, cancelling",
        "paused, cancel, cancelled",
        "cancelling, cancel, cancelling",
        "succeeded, extend, queued"
    })
    void whatIsAskedIsAcceptedAndTheRunSaysWhatBecameOfIt(String status, String action, String next) {
        RunId id = runThatIs(status);
        Http.Answer answer = ask(id, action);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().get("status").stringValue()).isEqualTo(next);
        assertThat(fixture.status(id)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "cancelling, pause, run_being_cancelled",
        "succeeded, pause, run_already_ended",
        "failed, pause, run_already_ended",
        "cancelled, pause, run_already_ended",
        "queued, resume, run_not_paused",
        "running, resume, run_not_paused",
        "pausing, resume, run_not_paused",
        "cancelling, resume, run_not_paused",
        "succeeded, resume, run_not_paused",
        "failed, resume, run_not_paused",
        "cancelled, resume, run_not_paused",
        "succeeded, cancel, run_already_ended",
        "failed, cancel, run_already_ended",
        "cancelled, cancel, run_already_ended",
        "queued, extend, run_not_succeeded",
        "running, extend, run_not_succeeded",
        "pausing, extend, run_not_succeeded",
        "paused, extend, run_not_succeeded",
        "cancelling, extend, run_not_succeeded",
        "failed, extend, run_not_succeeded",
        "cancelled, extend, run_not_succeeded"
    })
    void whatTheStatusForbidsIsAConflictThatNamesItAndChangesNothing(String status, String action, String code) {
        RunId id = runThatIs(status);
        RunView before = fixture.view(id);
        Http.Answer answer = ask(id, action);

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("detail").stringValue()).contains(id + " is " + status);
        assertThat(fixture.view(id)).isEqualTo(before);
    }

    private Http.Answer ask(RunId id, String action) {
        return new Http(port)
                .post("/v1/runs/%s/%s".formatted(id, action), action.equals("extend") ? "{\"epochs\":4}" : "");
    }

    private RunId runThatIs(String status) {
        RunId id = fixture.submit();
        switch (status) {
            case "queued" -> {}
            case "paused" -> runs.pause(id.toString());
            case "cancelled" -> runs.cancel(id.toString());
            default -> bring(id, queue.claim("worker", LEASE).orElseThrow(), status);
        }
        assertThat(fixture.status(id)).isEqualTo(status);
        return id;
    }

    private void bring(RunId id, ClaimedRun claim, String status) {
        switch (status) {
            case "pausing" -> runs.pause(id.toString());
            case "cancelling" -> runs.cancel(id.toString());
            case "failed" -> queue.fail(claim, FailureReason.DIVERGED, "NaN");
            case "succeeded" -> {
                IntStream.rangeClosed(1, 3)
                        .forEach(epoch -> queue.commitEpoch(claim, report(epoch), checkpoint(epoch), true));
                queue.succeed(claim, result());
            }
            default -> {}
        }
    }
}
