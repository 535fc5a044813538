package dev.trainyard.page;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(browser.find("//pre[contains(@aria-label, 'JSON')]").getText())
                .contains("\"dataset\": \"figures@1\"");
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
