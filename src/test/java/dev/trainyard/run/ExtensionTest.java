package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.training.Schedule;
import dev.trainyard.training.TestReport;
import dev.trainyard.training.TrainingResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.databind.JsonNode;

/** More epochs for finished runs, and fewer by early stopping. */
@ServiceTest
class ExtensionTest {
    private static final String IMPATIENT = "\"early_stopping\":{\"patience\":1,\"min_delta\":100}";

    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void anExtendedRunGoesOnFromItsLastCheckpointAndItsOldTestsAreReplacedAtTheNewEnd() {
        RunId id = fixture.submit();
        succeed(claim(), 1, 3);
        clock.advance(Duration.ofMinutes(1));
        JsonNode extended = extend(id, 5).json();
        assertThat(extended.get("status").stringValue()).isEqualTo("queued");
        assertThat(extended.get("ended_at").isNull()).isTrue();
        assertThat(extended.get("result").isNull()).isTrue();
        assertThat(extended.at("/progress/epochs").intValue()).isEqualTo(5);
        assertThat(extended.at("/spec/epochs").intValue()).isEqualTo(5);

        ClaimedRun claim = claim();
        assertThat(claim.recipe().epochs()).isEqualTo(5);
        assertThat(requireNonNull(claim.progress()).latest())
                .usingRecursiveComparison()
                .isEqualTo(checkpoint(3));
        succeed(claim, 4, 5);
        RunView view = fixture.view(id);
        assertThat(requireNonNull(view.result()).last().epoch()).isEqualTo(5);
        assertThat(view.summary().times().endedAt()).isEqualTo(clock.instant());
        assertThat(fixture.events(id))
                .containsSubsequence(
                        "ended:running>succeeded",
                        "extended:succeeded>queued",
                        "claimed:queued>running",
                        "ended:running>succeeded");
    }

    @Test
    void anExtensionLeavesTheScheduleAsItWas() {
        RunId id = fixture.submitWith("\"schedule\":{\"type\":\"cosine\"}");
        succeed(claim(), 1, 3);
        extend(id, 10);

        assertThat(claim().recipe().schedule()).isEqualTo(new Schedule.Cosine(3));
    }

    @Test
    void anExtensionHasAllOfItsRuntimeBeforeIt() {
        RunId id = fixture.submitWith("\"max_runtime_seconds\":20");
        ClaimedRun claim = claim();
        clock.advance(Duration.ofSeconds(20));
        succeed(claim, 1, 3);
        extend(id, 4);
        ClaimedRun second = claim();
        clock.advance(Duration.ofSeconds(20));

        assertThat(queue.heartbeat(second, LEASE, null)).isFalse();
    }

    @Test
    void aRunThatSucceededAlthoughSomebodyWantedItCancelledCanBeExtended() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        new Http(port).post("/v1/runs/" + id + "/cancel", "");
        succeed(claim, 1, 3);

        assertThat(extend(id, 4).json().get("cancel_requested_at").isNull()).isTrue();
        assertThat(queue.heartbeat(claim(), LEASE, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"epochs\":3} | /epochs | epochs is 3 | more than the 3 that it has made, up to 10000",
                "{\"epochs\":2} | /epochs | epochs is 2 | more than the 3",
                "{\"epochs\":10001} | /epochs | epochs is 10001 | 2 to 10000",
                "{\"epochs\":\"5\"} | /epochs | epochs is \"5\" | a whole number",
                "{} | /epochs | epochs is missing | 2 to 10000",
                "[] | '' | the body is [] | a JSON object",
                "{\"epochs\":5,\"seed\":1} | /seed | seed is no field | epochs"
            })
    void aNumberOfEpochsThatCannotBeIsToldWithItsPlace(String body, String pointer, String message, String allowed) {
        RunId id = fixture.submit();
        succeed(claim(), 1, 3);
        Http.Answer answer = new Http(port).post("/v1/runs/" + id + "/extend", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        assertThat(answer.json().at("/errors/0/message").stringValue()).contains(message);
        assertThat(answer.json().at("/errors/0/allowed").stringValue()).contains(allowed);
        assertThat(fixture.status(id)).isEqualTo("succeeded");
    }

    @Test
    void aRunThatStoppedEarlyHasSucceededAndSaysSo() {
        RunId id = fixture.submitWith(IMPATIENT);
        succeed(claim(), 1, 2);

        JsonNode run = new Http(port).get("/v1/runs/" + id).json();
        assertThat(run.get("status").stringValue()).isEqualTo("succeeded");
        assertThat(run.get("stopped_early").booleanValue()).isTrue();
        assertThat(run.at("/progress/epoch").intValue()).isEqualTo(2);
        assertThat(run.at("/progress/epochs").intValue()).isEqualTo(3);
        assertThat(run.at("/progress/fraction").doubleValue()).isEqualTo(1);
        assertThat(run.at("/result/last/epoch").intValue()).isEqualTo(2);
    }

    @Test
    void aRunThatMayNotStopEarlyCannotSucceedWithFewerEpochsThanAskedFor() {
        RunId id = fixture.submitWith("\"early_stopping\":null");
        ClaimedRun claim = claim();

        assertThatThrownBy(() -> succeed(claim, 1, 2)).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(fixture.status(id)).isEqualTo("running");
    }

    @Test
    void anEarlyStopThatHasHadItsSayIsLeftOutOfTheExtension() {
        RunId id = fixture.submitWith(IMPATIENT);
        succeed(claim(), 1, 2);
        JsonNode extended = extend(id, 3).json();

        assertThat(extended.at("/spec/early_stopping").isNull()).isTrue();
        assertThat(extended.get("stopped_early").booleanValue()).isFalse();
        ClaimedRun claim = claim();
        assertThat(claim.recipe().earlyStopping()).isNull();
        succeed(claim, 3, 3);
        assertThat(fixture.view(id).summary().stoppedEarly()).isFalse();
    }

    @Test
    void anEarlyStopThatIsStillToComeStaysInForce() {
        RunId id = fixture.submitWith("\"early_stopping\":{\"patience\":3}");
        succeed(claim(), 1, 3);

        assertThat(extend(id, 9).json().at("/spec/early_stopping/patience").intValue())
                .isEqualTo(3);
    }

    @Test
    void aClaimBringsTheLossesThatEarlyStoppingIsDecidedBy() {
        fixture.submitWith(IMPATIENT);
        ClaimedRun claim = claim();
        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        queue.commitEpoch(claim, report(2), checkpoint(2), false);
        queue.release(claim);

        assertThat(requireNonNull(claim().progress()).validationLosses())
                .containsExactly(report(1).validationLoss(), report(2).validationLoss());
    }

    private Http.Answer extend(RunId id, int epochs) {
        Http.Answer answer = new Http(port).post("/v1/runs/" + id + "/extend", "{\"epochs\":%d}".formatted(epochs));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer;
    }

    private ClaimedRun claim() {
        return queue.claim("worker", LEASE).orElseThrow();
    }

    private void succeed(ClaimedRun claim, int firstEpoch, int lastEpoch) {
        for (int epoch = firstEpoch; epoch <= lastEpoch; epoch++) {
            queue.commitEpoch(claim, report(epoch), checkpoint(epoch), true);
        }
        var test = new TestReport(lastEpoch, 1.25, 0.75, 0.7, 0.6, 0.65, List.of(List.of(3, 1), List.of(0, 4)));
        queue.succeed(claim, new TrainingResult(test, test));
    }
}
