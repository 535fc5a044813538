package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.Sharing;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a plot of a run asks for. */
@ServiceTest
class CurveApiTest {
    private static final int X_IS_ONE = 50;

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        fixture.deleteAll();
    }

    @Test
    void aLongCurveIsThinnedToTheFirstTheBestAndTheLastEpoch() {
        http.post("/v1/runs", """
                {"model": "resnet-8", "activation": "coslu", "dataset": "shapes", "epochs": 40}""");
        RunId run = claimed(Sharing.NETWORK, 40);

        assertThat(epochs(run, "?points=4")).containsExactly(1, 14, 27, 40);
        assertThat(epochs(run, "?points=40")).hasSize(40);
        assertThat(epochs(run, "")).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-3", "10001", "many", ""})
    void pointsThatMakeNoCurveAreRefused(String points) {
        for (String of : List.of("epochs", "functions")) {
            Http.Answer answer = http.get("/v1/runs/" + fixture.submit() + "/" + of + "?points=" + points);
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("?points");
            assertThat(answer.json().at("/errors/0/allowed").stringValue()).contains("2 to 10000");
        }
    }

    @Test
    void theFunctionThatAnActivationHasBecomeIsShownBesideItsStart() {
        JsonNode functions = http.get("/v1/runs/" + trained(Sharing.NETWORK, 3) + "/functions")
                .json();

        assertThat(functions.get("activation").stringValue()).isEqualTo("coslu");
        assertThat(functions.get("x")).hasSize(81);
        assertThat(functions.at("/x/" + X_IS_ONE).doubleValue()).isEqualTo(1, within(1e-6));
        // The fixture's runs start at a = 0.5, b = 1, and learn a = 1.5; b, that they say nothing of, is 1.
        assertThat(functions.at("/start/" + X_IS_ONE).doubleValue()).isEqualTo(coslu(0.5), within(1e-5));
        assertThat(functions.get("epochs")).hasSize(3);
        assertThat(functions.at("/epochs/2/epoch").intValue()).isEqualTo(3);
        assertThat(functions.at("/epochs/2/y")).hasSize(1);
        assertThat(functions.at("/epochs/2/y/0/" + X_IS_ONE).doubleValue()).isEqualTo(coslu(1.5), within(1e-5));
    }

    @Test
    void eachLayerHasItsOwnFunctionAndChannelsTheirMean() {
        JsonNode layers =
                http.get("/v1/runs/" + trained(Sharing.LAYER, 1) + "/functions").json();
        JsonNode channels = http.get("/v1/runs/" + trained(Sharing.CHANNEL, 1) + "/functions")
                .json();

        assertThat(layers.at("/epochs/0/y")).hasSize(2);
        assertThat(layers.at("/epochs/0/y/1/" + X_IS_ONE).doubleValue()).isEqualTo(coslu(1.5), within(1e-5));
        assertThat(channels.at("/epochs/0/y/1/" + X_IS_ONE).doubleValue()).isEqualTo(coslu(2), within(1e-5));
    }

    /** At x = 1 with b = 1. */
    private static double coslu(double a) {
        return (1 + a * Math.cos(1)) / (1 + Math.exp(-1));
    }

    private RunId trained(Sharing sharing, int epochs) {
        fixture.submit("ann", 0, sharing);
        return claimed(sharing, epochs);
    }

    private RunId claimed(Sharing sharing, int epochs) {
        ClaimedRun run = queue.claim("worker", RunFixture.LEASE).orElseThrow();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            queue.commitEpoch(run, RunFixture.report(epoch, sharing), RunFixture.checkpoint(epoch), true);
        }
        return run.id();
    }

    private List<Integer> epochs(RunId run, String query) {
        return StreamSupport.stream(
                        http.get("/v1/runs/" + run + "/epochs" + query)
                                .json()
                                .get("data")
                                .spliterator(),
                        false)
                .map(epoch -> epoch.get("epoch").intValue())
                .toList();
    }
}
