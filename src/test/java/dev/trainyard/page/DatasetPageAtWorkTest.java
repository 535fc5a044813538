package dev.trainyard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.registry.BuilderSwitch;
import dev.trainyard.registry.SmallDataset;
import dev.trainyard.run.Http;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the pages of data sets keep while something is sent, made or asked for again. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatasetPageAtWorkTest {
    private static final int TWO_PARTS = 17 * 1024 * 1024;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private BuilderSwitch builder;

    @TempDir
    private Path files;

    private Http http;
    private Browser browser;

    @BeforeAll
    void open() throws IOException {
        http = new Http(port);
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
        builder.start();
        jdbc.sql("delete from dataset").update();
    }

    @Test
    void anUploadThatBrokeOffGoesOnThereAndIsForgottenWhenItsReaderLeaves() throws IOException {
        http.post("/v1/datasets", "{\"name\": \"figures\"}");
        Path archive = Files.write(files.resolve("figures.zip"), new byte[TWO_PARTS]);
        browser.openFresh("/datasets/figures");
        browser.watchRequests();
        browser.lose("/parts/2");
        send(archive);
        browser.awaitText("94 % sent: send the same again");
        browser.lose("");
        browser.button("Send the archive");

        browser.find("//h2[contains(., 'figures@1')]/span[@class='status failed']"); // it is no archive
        assertThat(browser.asked("POST", "/uploads")).hasSize(1);
        assertThat(browser.asked("PUT", "/parts/1")).hasSize(1);

        browser.hold("/parts/2");
        send(archive);
        browser.awaitText("94 % sent");
        browser.go("/datasets/figures?version=1");
        browser.go("/runs");
        browser.dismiss();
        await().until(() -> browser.page().equals("/datasets/figures?version=1"));
        browser.find("//span[@role='status' and .='94 % sent']");

        browser.go("/runs");
        browser.accept();

        browser.find("//h1[.='Runs']");
        String upload = browser.asked("DELETE", "").get(0).split(" ")[1];
        await().until(() -> http.get(upload).status() == 404);
    }

    private void send(Path archive) {
        browser.find("//input[@name='archive']").sendKeys(archive.toString());
        browser.button("Send the archive");
    }

    @Test
    void aVersionInTheMakingKeepsItsButtonsAndIsNotAskedForItsReportWithEachStep() {
        SmallDataset.bring(http);
        builder.stop();
        String list = "url,label\nhttp://127.0.0.1/1.png,circle\n";
        http.send("POST", "/v1/datasets/figures/expansions", "text/csv", BodyPublishers.ofString(list));
        browser.openFresh("/datasets/figures?version=2");
        browser.find("//button[.='Each picture (CSV)']");
        browser.watchRequests();
        browser.hurry();
        browser.script("document.querySelector('[data-focus=cancel]').focus(); document.activeElement.known = true");

        jdbc.sql("update dataset_version set phase = 'fetch', done = 3, total = 9 where number = 2")
                .update();

        browser.awaitText("fetch: 3 of 9");
        assertThat(browser.script("return document.activeElement.known")).isEqualTo(true);
        assertThat(browser.asked("GET", "/report")).isEmpty();
        browser.button("Cancel");
        browser.find("//h2[contains(., 'figures@2')]/span[@class='status cancelled']");
        await().until(() -> browser.asked("GET", "/report").size() == 1);
    }

    @Test
    void listsKeepTheFocusAndSayWhereThereAreMoreThanTheyShow() {
        jdbc.sql("insert into dataset (id, name, owner, shared, created_at)"
                        + " select gen_random_uuid(), 'set-' || n, 'ann', true, now() from generate_series(1, 201) n")
                .update();
        jdbc.sql("insert into dataset_version (id, dataset_id, number, origin, options, status, created_at, ended_at)"
                        + " select gen_random_uuid(), id, n, 'UPLOAD', '{}', 'CANCELLED', now(), now()"
                        + " from dataset, generate_series(1, 201) n where name = 'set-1'")
                .update();
        browser.openFresh("/datasets");
        browser.watchRequests();

        browser.button("Show older ones");
        assertThat(browser.asked("GET", "?limit=200")).hasSize(1);
        browser.awaitText("The newest 200 are shown; there are older ones.");

        browser.hurry();
        browser.script("document.querySelector('td a').focus(); document.activeElement.old = true");
        await().until(() -> browser.script("return document.querySelector('td a').old") == null);
        assertThat(browser.script("return document.activeElement === document.querySelector('td a')"))
                .isEqualTo(true);

        browser.go("/datasets/set-1");
        browser.awaitText("The newest 200; there are older ones");
    }
}
