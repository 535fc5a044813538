package dev.trainyard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page over runs with made-up curves. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    private Browser browser;
    private RunId run;
    private String experiment;

    @BeforeAll
    void open() throws IOException {
        browser = Browser.open(port);
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void aRunThatHasSucceededAndAGrid() {
        fixture.deleteAll();
        var http = new Http(port);
        run = fixture.submitWith("\"tags\":[\"night\"]");
        var claimed = queue.claim("worker", LEASE).orElseThrow();
        for (int epoch = 1; epoch <= 3; epoch++) {
            queue.commitEpoch(claimed, RunFixture.report(epoch), RunFixture.checkpoint(epoch), true);
        }
        queue.succeed(claimed, RunFixture.result());
        experiment = http.post("/v1/experiments", """
                        {"name": "two by two", "grid": {"model": ["resnet-8", "resnet-14"], "activation": ["relu", "coslu"]},
                         "run": {"dataset": "shapes", "epochs": 1}}""").json().get("id").stringValue();
        browser.size(1280, 1000);
    }

    /** Other tests have this service, too. */
    @AfterEach
    void leaveNothing() {
        fixture.deleteAll();
    }

    private List<String> pages() {
        return List.of(
                "/runs",
                "/runs?tag=nothing",
                "/runs/" + run,
                "/compare?runs=" + run + "," + run,
                "/compare",
                "/experiments",
                "/experiments/" + experiment,
                "/queue",
                "/submit",
                "/submit?grid=yes",
                "/submit?from=" + run,
                "/nowhere");
    }

    @Test
    void noPageHasABarrierThatAxeKnows() {
        inTheTheme("light", browser::barriers);
    }

    @Test
    void noPageIsHardToReadInTheDark() {
        inTheTheme("dark", browser::barriersOfColour);
    }

    private void inTheTheme(String theme, Supplier<List<String>> barriers) {
        var softly = new SoftAssertions();
        browser.openFresh("/runs");
        browser.theme(theme);
        for (String page : pages()) {
            show(page);
            softly.assertThat(barriers.get()).as(page).isEmpty();
        }
        browser.click("//button[@id='token']");
        softly.assertThat(barriers.get()).as("the dialog for a token").isEmpty();
        softly.assertAll();
    }

    @Test
    void noPageIsWiderThanAPhone() {
        browser.openFresh("/runs");
        browser.size(360, 740);
        for (String page : pages()) {
            show(page);
            assertThat(
                            browser.script(
                                    "const {scrollWidth, clientWidth} = document.documentElement; return scrollWidth - clientWidth"))
                    .as(page)
                    .isEqualTo(0L);
        }
    }

    @Test
    void noPageIsRefusedAnythingByItsOwnPolicy() {
        browser.openFresh("/runs");
        pages().forEach(this::show);

        assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    /** Goes there, and waits until all of it is. */
    private void show(String page) {
        browser.go(page);
        browser.find("//main[@data-shown='%s' and not(.//p[.='Loading …'])]//h1".formatted(page));
    }

    @Test
    void timesAreThoseOfTheReadersZone() {
        browser.command("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Kolkata"));
        browser.openFresh("/runs/" + run);
        browser.awaitText("Submitted");

        String utc =
                new Http(port).get("/v1/runs/" + run).json().get("created_at").stringValue();
        assertThat(utc).endsWith("Z");
        Object local = browser.script(
                "return new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium',"
                        + " timeZone: 'Asia/Kolkata'}).format(new Date(arguments[0]))",
                utc);
        assertThat(browser.find("//dt[.='Submitted']/following-sibling::dd[1]").getText())
                .isEqualTo(local);
        browser.command("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
    }

    @Test
    void aValueThatIsRefusedIsToldAndItsFieldMarked() {
        browser.openFresh("/submit");
        browser.click("//summary");
        browser.type("learning_rate", "101");

        browser.button("Submit the run");

        browser.find("//*[@role='alert']//li[contains(., 'learning_rate') and contains(., '100')]");
        browser.find("//input[@name='learning_rate' and @aria-invalid='true']");
    }

    @Test
    void aRunThatThereIsNotIsToldAndThePageGoesOn() {
        browser.openFresh("/runs/run_00000000000000000000000000000000");

        browser.awaitText("run_not_found");
        browser.go("/runs");
        browser.find("//a[@data-focus='%s']".formatted(run));
    }

    @Test
    void aListWithoutRunsSaysHowToGetOne() {
        fixture.deleteAll();
        browser.openFresh("/runs");

        browser.find("//p[contains(., 'There are no runs yet')]/a[@href='#/submit']");
    }

    @Test
    void runsAreFilteredByTheServiceAndSearchedOnThePage() {
        browser.openFresh("/runs");
        browser.find("//span[.='5 shown']");

        browser.find("//input[@placeholder='name, id, tag, owner …']").sendKeys("resnet-14 relu");
        browser.find("//span[.='1 shown']");
        browser.go("/runs?tag=night");
        browser.find("//span[.='1 shown']");
        browser.find("//a[@data-focus='%s']".formatted(run));
    }

    @Test
    void runsAreChosenAndComparedAndWhatDiffersIsMarked() {
        RunId other = fixture.submitWith("\"seed\":7");
        browser.openFresh("/runs?activation=coslu");
        for (RunId chosen : List.of(run, other)) {
            browser.click("//input[@data-focus='choose %s']".formatted(chosen));
        }

        browser.click("//a[normalize-space()='Compare 2 runs']");

        browser.find("//*[starts-with(@aria-label, 'Validation accuracy, 3 points: 1: ')]");
        browser.find("//tr[th='seed']/td[contains(@class, 'different') and .='7']");
        assertThat(browser.elements("//tr[th='epochs']")).isEmpty();
        browser.click("//label[contains(., 'Show what is equal')]/input");
        browser.find("//tr[th='epochs']/td[not(contains(@class, 'different'))]");
    }

    @Test
    void aRunCanBeClonedAndEdited() {
        browser.openFresh("/runs/" + run);
        browser.click("//a[.='Clone and edit']");

        browser.find("//h1[.='Clone and edit a run']");
        assertThat(browser.find("//input[@name='epochs']").getAttribute("value"))
                .isEqualTo("3");
        assertThat(browser.find("//input[@name='tags']").getAttribute("value")).isEqualTo("night");
        browser.type("seed", "43");
        browser.button("Submit the run");
        browser.find("//span[@class='status queued']");

        var http = new Http(port);
        var clone = http.get("/v1" + browser.page()).json();
        assertThat(clone.at("/spec/seed").intValue()).isEqualTo(43);
        assertThat(clone.at("/spec").toString().replace("\"seed\":43", "\"seed\":42"))
                .isEqualTo(http.get("/v1/runs/" + run).json().at("/spec").toString());
    }

    @Test
    void theKeyboardAloneReachesARunFromTheList() {
        browser.openFresh("/runs");
        browser.find("//a[@data-focus='%s']".formatted(run));
        browser.script("document.querySelector('[data-focus=\"%s\"]').focus()".formatted(run));

        browser.press("\n");

        browser.find("//h1[contains(., 'ResNet-8 · CosLU')]");
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("main");
    }

    @Test
    void ofThousandsOfEpochsThePageDrawsAsManyAsItNeeds() {
        fixture.deleteAll();
        new Http(port).post("/v1/runs", """
                {"model": "resnet-8", "activation": "relu", "dataset": "shapes", "epochs": 3000}""");
        var claimed = queue.claim("worker", LEASE).orElseThrow();
        fixture.addEpochs(claimed.id(), 3000);
        browser.openFresh("/runs/" + claimed.id());

        browser.find("//*[starts-with(@aria-label, 'Loss, 800 points')]");
    }

    @Test
    void theThemeIsTheSystemsUntilTheReaderChooses() {
        browser.command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        browser.openFresh("/runs");
        browser.find("//html[@data-theme='dark']");

        browser.click("//button[@id='theme']");
        browser.find("//html[@data-theme='light']");
        browser.script("location.reload()");
        browser.find("//html[@data-theme='light']");
        browser.command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }
}
