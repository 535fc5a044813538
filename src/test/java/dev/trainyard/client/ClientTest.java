package dev.trainyard.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.FailureReason;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.training.UntrainedCheckpoint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class ClientTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    /** What a command did. */
    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void submitPrintsTheIdOfARunWithAllThatWasAskedFor() {
        Outcome outcome = run(
                "submit",
                "resnet-8",
                "{\"name\": \"coslu\", \"sharing\": \"layer\"}",
                "shapes",
                "--epochs=2",
                "--seed=7",
                "--name=by hand",
                "--tag=a",
                "--tag=b",
                "--set=batch_size=64",
                "--set=schedule={\"type\": \"cosine\"}");

        JsonNode shown = json(run("show", outcome.out().strip()));
        assertThat(shown.path("name").stringValue()).isEqualTo("by hand");
        assertThat(shown.path("tags")).hasSize(2);
        assertThat(shown.at("/spec/activation/sharing").stringValue()).isEqualTo("layer");
        assertThat(shown.at("/spec/schedule/type").stringValue()).isEqualTo("cosine");
        assertThat(shown.at("/spec/batch_size").intValue()).isEqualTo(64);
        assertThat(shown.at("/spec/epochs").intValue()).isEqualTo(2);
        assertThat(shown.at("/spec/seed").intValue()).isEqualTo(7);
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void whatTheServiceRefusesIsToldFieldByField() {
        Outcome outcome = run("submit", "resnet-9", "coslu", "shapes", "--epochs=0");

        assertThat(outcome.exitCode()).isEqualTo(Client.REFUSED);
        assertThat(outcome.err()).contains("/model: ", "resnet-8", "/epochs: ");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void watchShowsEachEpochOnceAndTheEnd() {
        RunId run = trained(true);

        Outcome outcome = run("watch", run.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines().filter(line -> line.matches(" +[12] .*")))
                .hasSize(2);
        assertThat(outcome.out()).contains("succeeded: test accuracy 0.7500", "validation loss 1.6000 █▃▁ 0.5333");
    }

    @Test
    void watchAsJsonPrintsEpochsAndTheRunALineEach() {
        Outcome outcome = run("watch", "--json", trained(true).toString());

        List<JsonNode> lines =
                outcome.out().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1).path("epoch").intValue()).isEqualTo(2);
        assertThat(lines.get(3).path("status").stringValue()).isEqualTo("succeeded");
    }

    @Test
    void watchingARunThatHasFailedIsNoSuccess() {
        assertThat(run("watch", trained(true).toString(), trained(false).toString())
                        .exitCode())
                .isEqualTo(Client.NOT_SUCCEEDED);
    }

    @Test
    void runsAreListedAndFiltered() {
        RunId ended = trained(true);
        RunId waits = fixture.submit();

        assertThat(run("runs").out().lines().skip(1)).hasSize(2);
        assertThat(run("runs", "--status=queued").out())
                .contains(waits.toString())
                .doesNotContain(ended.toString());
        assertThat(run("runs", "--limit=1").out()).contains("more: --after " + waits);
    }

    @Test
    void compareShowsWhereRunsDifferAndWhatTheyMeasured() {
        RunId one = fixture.submitWith("\"learning_rate\": 0.05");
        RunId other = fixture.submitWith("\"learning_rate\": 0.2, \"batch_size\": 64");

        String compared = run("compare", one.toString(), other.toString()).out();

        assertThat(compared)
                .containsPattern("learning_rate +0\\.05 +0\\.2")
                .containsPattern("batch_size +128 +64")
                .containsPattern("status +queued +queued")
                .doesNotContain("momentum");
    }

    @Test
    void runsAreSetAsideBroughtBackAndEnded() {
        String run = fixture.submit().toString();

        assertThat(run("pause", run).out()).isEqualToIgnoringNewLines(run + " paused");
        assertThat(run("resume", run).out()).isEqualToIgnoringNewLines(run + " queued");
        assertThat(run("cancel", run).out()).isEqualToIgnoringNewLines(run + " cancelled");
        assertThat(run("cancel", run).exitCode()).isEqualTo(Client.REFUSED);
    }

    @Test
    void aGridIsPreviewedSubmittedAndReported(@TempDir Path directory) throws IOException {
        Path grid = Files.writeString(directory.resolve("grid.json"), """
                {"name": "small", "grid": {"activation": ["relu", "coslu"], "seed": [1, 2]},
                 "run": {"model": "resnet-8", "dataset": "shapes", "epochs": 1}}""");

        assertThat(run("experiment", "--preview", grid.toString()).out()).startsWith("4 runs, hours unknown");
        assertThat(run("runs").out().lines()).hasSize(1);
        String experiment = run("experiment", grid.toString()).out().strip();
        assertThat(run("runs").out().lines()).hasSize(5);
        assertThat(run("report", experiment).out()).startsWith("# small").contains("| relu | coslu |");
        assertThat(run("report", experiment, "--format=csv").out()).startsWith("dataset,model,activation,runs");
        assertThat(run("experiment", directory.resolve("none.json").toString()).err())
                .contains("There is no file");
    }

    @Test
    void theNetworkOfARunIsSavedWholeOrNotAtAll(@TempDir Path directory) throws IOException {
        RunId run = trained(true);
        Path file = directory.resolve("coslu.zip");

        Outcome pulled = run("pull", run.toString(), "--format=dl4j", "--checkpoint=last", "-o", file.toString());

        assertThat(pulled.out()).isEqualToIgnoringNewLines(file.toString());
        assertThat(file).hasBinaryContent(fixture.latestCheckpoint(run));
        Path none = directory.resolve("none.zip");
        assertThat(run("pull", fixture.submit().toString(), "-o", none.toString())
                        .exitCode())
                .isEqualTo(Client.REFUSED);
        assertThat(none).doesNotExist();
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatANetworkSeesIsATableOfImagesAndClasses(@TempDir Path directory) throws IOException {
        RunId id = fixture.submit();
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        var network = new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, 10);
        queue.commitEpoch(claim, RunFixture.report(1), UntrainedCheckpoint.of(network, 1), true);
        Path image = directory.resolve("black.png");
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", image.toFile());

        Outcome outcome = run("predict", id.toString(), image.toString(), image.toString(), "--top=3");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).hasSize(7);
        assertThat(outcome.out()).containsPattern("black\\.png +[a-z ]+ +0\\.[0-9]{4}");
        assertThat(run("predict", id.toString(), "nothing.png").err()).contains("There is no file nothing.png");
    }

    @Test
    void aServiceThatIsNotThereIsToldApartFromOneThatRefuses() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        Outcome outcome = execute("runs", "--url=http://127.0.0.1:" + nobody);

        assertThat(outcome.exitCode()).isEqualTo(Client.NO_ANSWER);
        assertThat(outcome.err()).startsWith("The service cannot be reached");
    }

    @Test
    void aWrongCommandLineIsToldWithTheUsage() {
        Outcome outcome = run("submit", "resnet-8");

        assertThat(outcome.exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(outcome.err()).contains("ACTIVATION", "Usage: trainyard submit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--server.port=8080", "--demo", "--migrate", "--spring.profiles.active=x"})
    void optionsOfTheServiceAreNotForTheClient(String option) {
        assertThat(Client.isAskedFor(new String[] {option})).isFalse();
        assertThat(Client.isAskedFor(new String[] {})).isFalse();
        assertThat(Client.isAskedFor(new String[] {"runs", option})).isTrue();
    }

    private RunId trained(boolean succeeds) {
        RunId id = fixture.submit();
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        for (int epoch = 1; epoch <= 3; epoch++) {
            queue.commitEpoch(claim, RunFixture.report(epoch), RunFixture.checkpoint(epoch), true);
        }
        if (succeeds) {
            queue.succeed(claim, RunFixture.result());
        } else {
            queue.fail(claim, FailureReason.DIVERGED, "the loss is NaN");
        }
        return id;
    }

    private static JsonNode json(Outcome outcome) {
        return JsonMapper.shared().readTree(outcome.out());
    }

    /** A command, at this service. */
    private Outcome run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--url=http://127.0.0.1:" + port));
        all.addAll(Arrays.asList(arguments));
        return execute(all.toArray(String[]::new));
    }

    private static Outcome execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Client.create()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
