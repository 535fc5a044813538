package dev.trainyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.access.AccessFixture;
import dev.trainyard.access.Role;
import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.model.ModelFixture;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.FailureReason;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.TestClock;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.UntrainedCheckpoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/** A service with runs in every state, for whom the fuzzer finds nothing but the front door. */
final class FuzzTarget {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LONGER_THAN_A_LOGIN_IS_REFUSED = Duration.ofMinutes(2);
    private static final int RUNS_OF_A_KIND = 8;
    /** Of a network as its runs have it, so that there is something to predict with and to take away. */
    private static final List<Checkpoint> CHECKPOINTS = Stream.of(1, 2, 3)
            .map(epoch -> UntrainedCheckpoint.of(
                    new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, 10), epoch))
            .toList();

    private FuzzTarget() {}

    /** Asked by everybody who has a token: an admin, as a rule. */
    static ApiFuzzer closed(ApplicationContext service) {
        AccessFixture access = service.getBean(AccessFixture.class);
        List<String> tokens = List.of(
                AccessFixture.ADMIN, access.token("ann", Role.SUBMITTER), access.token("ann", Role.VIEWER), "no");
        return fuzzer(service, tokens);
    }

    /** Asked without any token. */
    static ApiFuzzer open(ApplicationContext service) {
        return fuzzer(service, List.of());
    }

    private static ApiFuzzer fuzzer(ApplicationContext service, List<String> tokens) {
        prepare(service.getBean(RunFixture.class), service.getBean(RunQueue.class));
        importModels(service, tokens);
        TestClock clock = service.getBean(TestClock.class);
        int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new ApiFuzzer(port, tokens, () -> clock.advance(LONGER_THAN_A_LOGIN_IS_REFUSED));
    }

    private static void importModels(ApplicationContext service, List<String> tokens) {
        int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Http http = tokens.isEmpty() ? new Http(port) : new Http(port).as(tokens.get(0));
        for (String activation : List.of("relu", "coslu", "prelu")) {
            Http.Answer answer = ModelFixture.send(http, "", ModelFixture.file(activation));
            assertThat(answer.status()).as(answer.body()).isIn(200, 201);
            // A run that is to begin with it keeps it from being deleted.
            String run =
                    "{\"model\": \"resnet-8\", \"activation\": \"%s\", \"dataset\": \"shapes\", \"initial_weights\": \"%s\"}";
            http.post(
                    "/v1/runs",
                    run.formatted(activation, answer.json().get("id").stringValue()));
        }
    }

    private static void prepare(RunFixture runs, RunQueue queue) {
        for (int i = 0; i < RUNS_OF_A_KIND; i++) {
            queue.succeed(trained(runs, queue, 3), RunFixture.result());
            queue.succeed(trained(runs, queue, 3), RunFixture.result()); // most can be asked of these
            queue.fail(trained(runs, queue, 1), FailureReason.DIVERGED, "the loss is NaN");
            trained(runs, queue, 2);
            runs.submit();
        }
    }

    /** A run that a worker has. */
    private static ClaimedRun trained(RunFixture runs, RunQueue queue, int epochs) {
        runs.submit();
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            queue.commitEpoch(claim, RunFixture.report(epoch), CHECKPOINTS.get(epoch - 1), epoch <= 2);
        }
        return claim;
    }
}
