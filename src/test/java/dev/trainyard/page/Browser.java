package dev.trainyard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a screen; a test that needs one is skipped where there is none. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    /** What is wrong for people who see, hear or move otherwise: the Web Content Accessibility Guidelines. */
    private static final List<String> GUIDELINES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final ChromeDriver driver;
    private final String service;

    private Browser(ChromeDriver driver, String service) {
        this.driver = driver;
        this.service = service;
    }

    /** One that looks at the service on that port, or the test is skipped. */
    static Browser open(int port) throws IOException {
        Path program = require(BROWSERS);
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(require(List.of("chromedriver")).toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new Browser(new ChromeDriver(driver, options(program)), "http://localhost:" + port);
    }

    private static Path require(List<String> names) {
        Optional<Path> found = names.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(),
                () -> "skipped: none of %s is on the PATH (Debian: chromium, chromium-driver)".formatted(names));
        return found.orElseThrow();
    }

    private static ChromeOptions options(Path program) throws IOException {
        var options = new ChromeOptions();
        options.setBinary(program.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // root may run no other, and sees no page but ours
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1000",
                "--user-data-dir=" + Files.createTempDirectory("trainyard-browser"));
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return options;
    }

    /** Shows a page of ours, such as {@code /runs}, as somebody who has never been here. */
    void openFresh(String page) {
        driver.get(service + "/page/icon.svg");
        driver.executeScript("localStorage.clear()");
        driver.get(service + "/#" + page);
        driver.navigate().refresh();
        forgetComplaints();
    }

    /** Goes to another page of ours, as a link there would. */
    void go(String page) {
        driver.executeScript("location.hash = arguments[0]", page);
    }

    /** The page that is shown, with its query. */
    String page() {
        String address = driver.getCurrentUrl();
        return address.substring(address.indexOf('#') + 1);
    }

    Object script(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    /** What DevTools can do to a page, such as another time zone. */
    void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    /** The element of that XPath, once it is there. */
    WebElement find(String xpath) {
        return await(xpath)
                .atMost(PATIENCE)
                .until(() -> elements(xpath), all -> !all.isEmpty())
                .get(0);
    }

    List<WebElement> elements(String xpath) {
        return driver.findElements(By.xpath(xpath));
    }

    /** Pages make their parts anew while they are looked at: a click is a click on what is there now. */
    void click(String xpath) {
        await(xpath).atMost(PATIENCE).ignoreExceptions().until(() -> {
            find(xpath).click();
            return true;
        });
    }

    void button(String text) {
        click("//main//button[normalize-space()='%s']".formatted(text));
    }

    void type(String field, String text) {
        WebElement input = find("//form//*[@name='%s']".formatted(field));
        input.clear();
        input.sendKeys(text);
    }

    void choose(String field, String value) {
        click("//form//select[@name='%s']/option[@value='%s']".formatted(field, value));
    }

    /** A key, on what has the focus. */
    void press(String key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    /** Yes to what the page asks, once it does. */
    void accept() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            driver.switchTo().alert().accept();
            return true;
        });
    }

    /** No to what the page asks, once it does. */
    void dismiss() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            driver.switchTo().alert().dismiss();
            return true;
        });
    }

    /** Has the page wait for a twentieth of the time before it asks the service again. */
    void hurry() {
        script("const wait = window.setTimeout; window.setTimeout = (work, time) => wait(work, time / 20)");
    }

    /** Notes what the page asks from now on, and lets {@link #lose} and {@link #hold} disturb that. */
    void watchRequests() {
        script("""
                const send = window.fetch;
                window.asked = [];
                window.fetch = (path, options) => {
                  window.asked.push(`${options.method} ${path}`);
                  if (window.lost && path.endsWith(window.lost)) return Promise.reject(new TypeError('lost'));
                  if (!window.held || !path.endsWith(window.held)) return send(path, options);
                  return new Promise((_, reject) => options.signal.addEventListener('abort', () => reject(options.signal.reason)));
                };""");
    }

    /** What the page asks at addresses that end so fails from now on; nothing does for an empty text. */
    void lose(String end) {
        script("window.lost = arguments[0]", end);
    }

    /** What the page asks at addresses that end so is not answered from now on. */
    void hold(String end) {
        script("window.held = arguments[0]", end);
    }

    /** Such as {@code GET /v1/runs}: what was asked with that method at addresses that end so. */
    List<String> asked(String method, String end) {
        return ((List<?>) script("return window.asked"))
                .stream()
                        .map(String::valueOf)
                        .filter(one -> one.startsWith(method + " ") && one.endsWith(end))
                        .toList();
    }

    /** Waits until that is somewhere on the page. */
    void awaitText(String text) {
        await(text)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> find("//body").getText().contains(text));
    }

    void size(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Shows this and all further pages in it. */
    void theme(String name) {
        script("localStorage.setItem('trainyard-theme', arguments[0])", name);
        script("document.documentElement.dataset.theme = arguments[0]", name);
    }

    /** By the rules that axe-core knows. */
    List<String> barriers() {
        return violations(new AxeBuilder().withTags(GUIDELINES));
    }

    /** What is hard to read in these colours: all that another theme of a page can have that the first has not. */
    List<String> barriersOfColour() {
        return violations(new AxeBuilder().withRules(List.of("color-contrast")));
    }

    private List<String> violations(AxeBuilder axe) {
        axe.setLegacyMode(true); // looks into no frame of another origin, for which it would open a page
        return axe.analyze(driver).getViolations().stream()
                .map(Browser::described)
                .toList();
    }

    private static String described(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** Errors that the browser told of since the last time: what the policy forbids is among them. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    void forgetComplaints() {
        assertThat(complaints()).isNotNull();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
