package dev.trainyard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.database.WithPostgres;
import dev.trainyard.registry.SmallDataset;
import dev.trainyard.run.Http;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The page of a service that trains, with nothing put in the place of anything. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "trainyard.worker.poll=100ms",
            "trainyard.worker.heartbeat=200ms",
            "trainyard.data-dir=target/training-service"
        })
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingPageTest {
    private static final String SMALL = "\"model\": \"resnet-8\", \"dataset\": \"figures\", \"batch_size\": 32,"
            + " \"learning_rate\": 0.02, \"validation_fraction\": 0.5";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @BeforeAll
    void open() throws IOException {
        http = new Http(port);
        SmallDataset.bring(http);
        browser = Browser.open(port);
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasForbiddenOrBroken() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aRunIsSubmittedByTheFormAndItsCurveGrowsWithoutAReload() {
        browser.openFresh("/submit");
        browser.choose("model", "resnet-8");
        browser.choose("dataset", SmallDataset.NAME);
        browser.type("name", "by the form");
        browser.type("epochs", "20");
        browser.type("seed", "7");
        browser.click("//summary");
        browser.type("batch_size", "32");
        browser.type("learning_rate", "0.02");
        browser.type("validation_fraction", "0.5");
        assertThat(browser.find("//pre[contains(@aria-label, 'JSON')]").getText())
                .contains("\"seed\": 7");
        assertThat(browser.find("//pre[contains(@aria-label, 'curl')]").getText())
                .contains("/v1/runs", "\"seed\":7");
        browser.script("window.sameVisit = true");

        browser.button("Submit the run");

        browser.find("//h1[.='by the form']");
        int points = points();
        await().atMost(PATIENCE).until(() -> points() > points);
        browser.find("//span[@class='status succeeded']");
        browser.find("//table[@class='matrix']");
        browser.awaitText("has succeeded with a test accuracy of");
        browser.find("//*[starts-with(@aria-label, 'Loss, 20 points')]");
        browser.awaitText("after epoch ");
        assertThat(browser.script("return window.sameVisit")).isEqualTo(true);
        JsonNode run = http.get("/v1" + browser.page()).json();
        assertThat(run.at("/spec/seed").intValue()).isEqualTo(7);
        assertThat(run.at("/spec/validation_fraction").doubleValue()).isEqualTo(0.5);
        assertThatAMistakeHasItsImages();
    }

    /** Those of the curve that is shown. */
    private int points() {
        String label = browser.find("//*[starts-with(@aria-label, 'Loss, ')]").getAttribute("aria-label");
        return Integer.parseInt(label.split(" ")[1]);
    }

    /** Those test images that the run's network takes for the other class, as it said after its training. */
    private void assertThatAMistakeHasItsImages() {
        String mistake = "(//table[@class='matrix']//button[not(@disabled)])[1]";
        int count = Integer.parseInt(browser.find(mistake).getAttribute("title").split(" ")[0]);

        browser.click(mistake);

        browser.find("//figure/img[starts-with(@src, 'data:image/png;base64,')]");
        assertThat(browser.elements("//figure/img")).hasSize(Math.min(count, 18));
    }

    @Test
    void aRunIsPausedResumedAndCancelledByButtons() {
        String run = submit(10_000);
        browser.openFresh("/runs/" + run);
        browser.find("//span[@class='status running']");

        browser.button("Pause");
        browser.find("//span[@class='status paused']");
        browser.button("Resume");
        browser.find("//span[@class='status running']");
        browser.button("Cancel");
        browser.accept();

        browser.find("//span[@class='status cancelled']");
        assertThat(http.get("/v1/runs/" + run).json().get("status").stringValue())
                .isEqualTo("cancelled");
    }

    @Test
    void aGridIsSubmittedByTheFormAndItsMapFills() {
        browser.openFresh("/submit?grid=yes");
        browser.click("//input[@value='resnet-20']");
        browser.click("//input[@value='resnet-8']");
        browser.click("//input[@value='relu']");
        browser.click("//input[@value='cifar-10']");
        browser.click("//input[@value='%s']".formatted(SmallDataset.NAME));
        browser.type("seeds", "3");
        browser.type("epochs", "1");
        browser.click("//summary");
        browser.type("batch_size", "32");
        browser.type("learning_rate", "0.02");
        browser.type("validation_fraction", "0.5");
        browser.button("How long will it take?");
        browser.awaitText("2 runs, %d images".formatted(SmallDataset.TRAIN));

        browser.button("Submit the grid");

        browser.find("//table[@class='heat']//th[normalize-space()='CosLU']");
        await().atMost(PATIENCE)
                .until(() -> browser.elements("//table[@class='heat']//td[contains(., '1/1')]")
                                .size()
                        == 2);
        browser.find("//table[@class='heat']//td[contains(., '%')]");
        browser.find("//section[h2='Curves']//img[starts-with(@src, 'data:image/svg+xml')]");
    }

    @Test
    void theQueueShowsWhatTheSlotTrains() {
        String run = submit(10_000);
        String next = submit(1);
        browser.openFresh("/queue");

        browser.find("//section[h2='Slots']//a[contains(@href, '%s')]".formatted(run));
        browser.find("//section[h2='Waiting']//a[contains(@href, '%s')]".formatted(next));
        http.post("/v1/runs/" + run + "/cancel", "");
        http.post("/v1/runs/" + next + "/cancel", "");
        browser.find("//section[h2='Slots']//td[.='idle']");
    }

    @Test
    void aServiceThatIsAwayIsToldAndFoundAgain() {
        browser.openFresh("/queue");
        browser.find("//section[h2='Slots']//table");

        offline(true);
        browser.awaitText("The service does not answer");
        offline(false);
        await().atMost(PATIENCE)
                .until(() -> browser.elements("//p[@id='notice' and @hidden]").size() == 1);
        browser.forgetComplaints(); // of requests that nobody answered
    }

    private void offline(boolean away) {
        browser.command("Network.enable", Map.of());
        browser.command(
                "Network.emulateNetworkConditions",
                Map.of("offline", away, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    private String submit(int epochs) {
        Http.Answer answer =
                http.post("/v1/runs", "{%s, \"activation\": \"relu\", \"epochs\": %d}".formatted(SMALL, epochs));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").stringValue();
    }
}
