package dev.trainyard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.archive.PictureArchive;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.expansion.WebSite;
import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The pages of data sets: what is brought, what is made of it, and how it grows. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatasetPageTest {
    private static final Dataset SHAPES = new DatasetCatalog(Path.of("target", "no-data")).load("shapes");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path files;

    private Browser browser;

    @BeforeAll
    void open() throws IOException {
        browser = Browser.open(port);
        browser.size(1280, 1000);
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void leaveNothing() {
        assertThat(browser.complaints()).isEmpty();
        jdbc.sql("delete from run").update();
        jdbc.sql("delete from dataset").update();
    }

    /** Makes the data set "figures" and its first version as a reader would. */
    private void bringByTheForms() throws IOException {
        Path archive = files.resolve("figures.zip");
        Files.write(archive, PictureArchive.of(SHAPES, 40).zip());
        browser.openFresh("/datasets");
        browser.awaitText("There are none yet");
        browser.type("name", "figures");
        browser.type("description", "Some figures.");
        browser.button("Make the data set");
        browser.find("//h1[.='figures']");
        browser.find("//input[@name='archive']").sendKeys(archive.toString());

        browser.button("Send the archive");

        browser.find("//h2[contains(., 'figures@1')]/span[@class='status ready']");
    }

    @Test
    void anArchiveIsSentByTheFormAndItsVersionIsShownAndCanBeTrainedOn() throws IOException {
        bringByTheForms();

        browser.find("//dt[.='To train on']/following-sibling::dd[1][.='40']");
        browser.find("//img[@class='sheet' and starts-with(@src, 'data:image/png;base64,')]");
        browser.click("//summary[.='Images of each class']");
        browser.find("//td[.='circle']");
        browser.click("//a[.='Train on it']");

        browser.find("//select[@name='dataset']/option[@value='figures@1']");
        assertThat(request()).contains("\"dataset\": \"figures@1\"");
    }

    @Test
    void aListOfPicturesMakesAVersionWithTheFateOfEach() throws IOException {
        bringByTheForms();
        try (WebSite site = new WebSite()) {
            Path list = files.resolve("list.csv");
            Files.writeString(
                    list, "url,label\n%s,circle\n%s,ring\n".formatted(site.url("/good/1"), site.url("/absent/2")));
            browser.find("//input[@name='list']").sendKeys(list.toString());

            browser.button("Send the list");

            browser.find("//h2[contains(., 'figures@2')]/span[@class='status ready']");
            browser.find("//dt[.='Added from the web']/following-sibling::dd[1][.='1']");
            browser.find("//tr[th='all']/td[2][.='1']");
            browser.find("//tr[th='ring']/td[2][.='1']");
        }
        assertThatTheOlderVersionIsShownBesideTheForms();
        assertThatWhatRefusesADeletionStands();
        assertThatTheOlderVersionIsTrainedOn();
    }

    private void assertThatTheOlderVersionIsShownBesideTheForms() {
        browser.watchRequests();
        browser.lose("/preview");
        browser.type("cap_per_class", "7");

        browser.click("//a[.='figures@1']");
        browser.find("//*[@role='alert' and contains(., 'does not answer')]/button[.='Try again']");
        browser.lose("");
        browser.button("Try again");

        browser.find("//img[@class='sheet' and contains(@alt, 'figures@1')]");
        assertThat(browser.find("//input[@name='cap_per_class']").getAttribute("value"))
                .isEqualTo("7");
    }

    private void assertThatWhatRefusesADeletionStands() {
        String run = "{\"model\": \"resnet-8\", \"activation\": \"relu\", \"dataset\": \"figures@1\"}";
        assertThat(new Http(port).post("/v1/runs", run).status()).isEqualTo(201);
        browser.hurry();
        browser.click("//section[.//h2[contains(., 'figures@1')]]//button[.='Delete']");
        browser.accept();
        String refused =
                "//section[.//h2[contains(., 'figures@1')]]//*[@role='alert'][contains(., 'is needed by a run')]";
        browser.find(refused);

        int polls = browser.asked("GET", "/versions?limit=200").size();
        await().until(() -> browser.asked("GET", "/versions?limit=200").size() > polls + 1);

        assertThat(browser.elements(refused)).hasSize(1);
        browser.forgetComplaints(); // of the request that was refused
    }

    /** It is not in the list of data sets, which has the last version of each. */
    private void assertThatTheOlderVersionIsTrainedOn() {
        browser.click("//a[.='Train on it']");
        browser.find("//h1[.='Submit']");
        assertThat(request()).contains("\"dataset\": \"figures@1\"");

        JsonNode run = new Http(port).get("/v1/runs").json().at("/data/0/id");
        browser.go("/submit?from=" + run.stringValue());
        browser.find("//h1[.='Clone and edit a run']");
        assertThat(request()).contains("\"dataset\": \"figures@1\"");
    }

    private String request() {
        return browser.find("//pre[contains(@aria-label, 'JSON')]").getText();
    }

    @Test
    void whatIsWrongWithAListIsToldAndVersionsAndDataSetsAreDeleted() throws IOException {
        bringByTheForms();
        Path list = files.resolve("wrong.csv");
        Files.writeString(list, "url,label\nhttp://127.0.0.1/1.png,elephant\n");
        browser.find("//input[@name='list']").sendKeys(list.toString());
        browser.button("Send the list");
        browser.find("//*[@role='alert']//li[contains(., 'elephant')]");
        browser.forgetComplaints(); // of the request that was refused

        browser.click("//section[.//h2[contains(., 'figures@1')]]//button[.='Delete']");
        browser.accept();
        browser.awaitText("There is no version yet");
        browser.button("Delete");
        browser.accept();

        browser.awaitText("There are none yet");
        assertThat(new Http(port).get("/v1/datasets/figures").status()).isEqualTo(404);
    }

    @Test
    void noPageOfDataSetsHasABarrierThatAxeKnowsOrIsWiderThanAPhone() throws IOException {
        bringByTheForms();
        for (String page : List.of("/datasets", "/datasets/figures")) {
            browser.theme("light");
            browser.go(page);
            browser.find("//main[@data-shown='%s']//a[starts-with(., 'figures')]".formatted(page));
            assertThat(browser.barriers()).as(page).isEmpty();
            browser.theme("dark");
            assertThat(browser.barriersOfColour()).as(page).isEmpty();
            browser.size(360, 740);
            assertThat(
                            browser.script(
                                    "const {scrollWidth, clientWidth} = document.documentElement; return scrollWidth - clientWidth"))
                    .as(page)
                    .isEqualTo(0L);
            browser.size(1280, 1000);
        }
    }
}
