package dev.trainyard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import client.trainyard.ApiClient;
import client.trainyard.ApiException;
import client.trainyard.api.ExperimentsApi;
import client.trainyard.api.RunsApi;
import client.trainyard.model.EpochView;
import client.trainyard.model.ExperimentRequest;
import client.trainyard.model.Grid;
import client.trainyard.model.PageRunSummary;
import client.trainyard.model.Problem;
import client.trainyard.model.RunEstimate;
import client.trainyard.model.RunRequest;
import client.trainyard.model.RunRequestActivation;
import client.trainyard.model.RunView;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The client that openapi-generator makes of docs/openapi.json, as docs/clients.md tells users to, asks the service. */
@ServiceTest
class GeneratedClientTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    private final ApiClient client = new ApiClient();
    private RunsApi runs;
    private ExperimentsApi experiments;

    /** Other tests have this service, too: what waits here they would train. */
    @AfterEach
    void leaveNothing() {
        fixture.deleteAll();
    }

    @BeforeEach
    void connect() {
        fixture.deleteAll();
        client.updateBaseUri("http://127.0.0.1:" + port);
        runs = new RunsApi(client);
        experiments = new ExperimentsApi(client);
    }

    private static RunRequest request(int epochs) {
        return new RunRequest()
                .model("resnet-8")
                .activation(new RunRequestActivation("coslu"))
                .dataset("shapes")
                .epochs(epochs);
    }

    @Test
    void aRunIsSubmittedListedAndItsEpochsRead() throws ApiException {
        RunView submitted = runs.submit(request(3), "generated-1");
        assertThat(submitted.getStatus()).isEqualTo("queued");
        assertThat(submitted.getSpec().getActivation().getInitial()).containsEntry("a", 1.0);
        assertThat(runs.submit(request(3), "generated-1").getId()).isEqualTo(submitted.getId());

        ClaimedRun claim = queue.claim("worker", Duration.ofMinutes(1)).orElseThrow();
        queue.commitEpoch(claim, RunFixture.report(1), RunFixture.checkpoint(1), true);

        PageRunSummary running = runs.callList("running", null, null, null, null, null, null, 10);
        assertThat(running.getData()).hasSize(1);
        assertThat(running.getData().get(0).getId()).isEqualTo(submitted.getId());
        List<EpochView> epochs = runs.epochs(submitted.getId(), null).getData();
        assertThat(epochs).hasSize(1);
        assertThat(epochs.get(0).getTrainLoss()).isEqualTo(1.5);
        assertThat(epochs.get(0).getActivationParameters()).containsEntry("a", 1.5);
        assertThat(runs.get(submitted.getId()).getProgress().getEpoch()).isEqualTo(1);
    }

    @Test
    void aMistakeIsAProblemWithItsFields() {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> runs.submit(request(-1), null));

        assertThat(refused.getCode()).isEqualTo(422);
        Problem problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        assertThat(problem.getCode()).isEqualTo("invalid_request");
        assertThat(problem.getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getPointer()).isEqualTo("/epochs"));
        assertThat(catchThrowableOfType(ApiException.class, () -> runs.get("run_none"))
                        .getCode())
                .isEqualTo(404);
    }

    @Test
    void aGridIsPreviewedAndSubmitted() throws ApiException {
        ExperimentRequest grid = new ExperimentRequest()
                .name("generated")
                .grid(new Grid()
                        .model(List.of("resnet-8", "resnet-20"))
                        .activation(List.of("relu", Map.of("name", "coslu", "sharing", "layer"))))
                .run(Map.of("dataset", "shapes", "epochs", 2));

        RunEstimate estimate = experiments.previewExperiment(grid);
        assertThat(estimate.getRuns()).isEqualTo(4);
        assertThat(estimate.getImages()).isEqualTo(4L * 2 * 9000);

        var experiment = experiments.createExperiment(grid, null);
        assertThat(experiment.getRuns()).hasSize(4);
        assertThat(experiments.experiment(experiment.getId()).getRuns().get(0).getValues())
                .containsEntry("model", "resnet-8");
    }
}
