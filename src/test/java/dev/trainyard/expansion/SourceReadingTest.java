package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.ArgumentCaptor;

class SourceReadingTest {
    private static final UUID VERSION = UUID.randomUUID();

    private final SourceStore sources = mock(SourceStore.class);
    private final ImageStore images = mock(ImageStore.class);
    private WebSite site;
    private Fetcher fetcher;
    private SourceReading reading;

    @BeforeEach
    void open() throws IOException {
        site = new WebSite();
        ExpansionSettings settings = FetcherTest.settings(List.of("127.0.0.1"), Duration.ofMinutes(10));
        fetcher = new Fetcher(settings, Clock.systemUTC());
        reading = new SourceReading(sources, images, fetcher, settings);
    }

    @AfterEach
    void close() throws IOException {
        fetcher.close();
        site.close();
    }

    private SourceStore.Place place(WantedSource.Kind kind, String path) {
        return new SourceStore.Place(1, new WantedSource(kind, site.url(path), "a"));
    }

    private SourceStore.Outcome read(WantedSource.Kind kind, String path) throws InterruptedException {
        SourceStore.Place place = place(kind, path);
        reading.read(VERSION, place, () -> {});
        ArgumentCaptor<SourceStore.Outcome> outcome = ArgumentCaptor.forClass(SourceStore.Outcome.class);
        verify(sources).read(eq(VERSION), eq(place), outcome.capture());
        return outcome.getValue();
    }

    @Test
    void aSitemapThatIsNotToBeHadTakesNothingFromTheOthers() throws Exception {
        site.page("/index.xml", """
                <sitemapindex><sitemap><loc>%s</loc></sitemap><sitemap><loc>%s</loc></sitemap><sitemap><loc>%s</loc></sitemap>
                </sitemapindex>""".formatted(site.url("/absent/1"), site.url("/broken/1"), site.url("/images.xml")));
        site.page("/images.xml", "<urlset><image:loc>http://example.com/1.png</image:loc></urlset>");

        SourceStore.Outcome outcome = read(WantedSource.Kind.SITEMAP, "/index.xml");

        assertThat(outcome.urls()).containsExactly("http://example.com/1.png");
        assertThat(outcome.fate()).as("it may come when it is asked for again").isEqualTo(Fate.FAILED);
        assertThat(outcome.detail()).startsWith("2 of 4 sitemaps").contains("500");
    }

    @Test
    void aPageThatIsNotToBeHadHasAFate() throws Exception {
        SourceStore.Outcome outcome = read(WantedSource.Kind.PAGE, "/absent/1");

        assertThat(outcome.urls()).isEmpty();
        assertThat(outcome.fate()).isEqualTo(Fate.GONE);
    }

    @Test
    void aPageOfManyMegabytesIsNotRead() throws Exception {
        site.page("/large.html", "<img src=1.png>".repeat(10_000));

        assertThat(read(WantedSource.Kind.PAGE, "/large.html").fate()).isEqualTo(Fate.TOO_LARGE);
    }

    @Test
    void pagesOfASiteThatIsAwayForAWhileAreReadWhenItIsBack() throws Exception {
        site.robotsAreAway(2); // as often as is tried
        site.page("/page.html", "<img src=1.png>");
        site.page("/index.xml", "<urlset><image:loc>http://example.com/2.png</image:loc></urlset>");
        ExpansionSettings settings = FetcherTest.settings(List.of("127.0.0.1"), Duration.ofMillis(20));
        try (Fetcher patient = new Fetcher(settings, Clock.systemUTC())) {
            reading = new SourceReading(sources, images, patient, settings);

            assertThat(read(WantedSource.Kind.PAGE, "/page.html").urls()).containsExactly(site.url("/1.png"));
            assertThat(read(WantedSource.Kind.SITEMAP, "/index.xml").urls())
                    .containsExactly("http://example.com/2.png");
        }
    }

    private static Fetcher fetcherOfSitesThatAreAway(Duration respite) throws Exception {
        Fetcher away = mock(Fetcher.class);
        when(away.fetch(anyString())).thenThrow(new AwayException("its host has no address", respite));
        when(away.fetch(anyString(), any())).thenThrow(new AwayException("its host has no address", respite));
        return away;
    }

    private SourceReading readingOf(Fetcher other) {
        return new SourceReading(
                sources, images, other, FetcherTest.settings(List.of("127.0.0.1"), Duration.ofMinutes(10)));
    }

    @Test
    void aPageThatIsLedToEverAnotherSiteThatIsAwayIsGivenUp() throws Exception {
        Fetcher away = fetcherOfSitesThatAreAway(Duration.ofMillis(1));
        reading = readingOf(away);

        SourceStore.Outcome outcome = read(WantedSource.Kind.PAGE, "/page.html");

        assertThat(outcome.fate()).isEqualTo(Fate.FAILED);
        assertThat(outcome.detail()).isEqualTo("its host has no address");
        verify(away, times(4)).fetch(anyString(), any());
    }

    @Test
    void allSourcesTogetherDoNotHoldUpTheOthersForLong() throws Exception {
        Fetcher away = fetcherOfSitesThatAreAway(Duration.ofMillis(1));
        SourceReading all = readingOf(away);

        for (int source = 0; source < 20; source++) {
            all.read(VERSION, place(WantedSource.Kind.SITEMAP, "/index.xml"), () -> {});
        }

        verify(away, times(20 + Patience.ALL_RESPITES)).fetch(anyString());
    }

    @Test
    @Timeout(60)
    void whatIsCancelledDoesNotWaitForASiteThatIsAway() throws Exception {
        SourceReading waiting = readingOf(fetcherOfSitesThatAreAway(Duration.ofDays(1)));
        AtomicInteger told = new AtomicInteger();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> waiting.read(VERSION, place(WantedSource.Kind.PAGE, "/page.html"), () -> {
                    if (told.incrementAndGet() == 3) {
                        throw new CancellationException();
                    }
                }));

        verify(sources, never()).read(any(), any(), any());
    }

    @Test
    void ofAnIndexWithoutEndFiftySitemapsAreRead() throws Exception {
        StringBuilder index = new StringBuilder("<sitemapindex>");
        for (int number = 0; number < 1000; number++) {
            index.append("<sitemap><loc>%s</loc></sitemap>".formatted(site.url("/images.xml?" + number)));
        }
        site.page("/index.xml", index + "</sitemapindex>");
        site.page("/images.xml", "<urlset><image:loc>http://example.com/1.png</image:loc></urlset>");

        assertThat(read(WantedSource.Kind.SITEMAP, "/index.xml").urls()).containsExactly("http://example.com/1.png");

        assertThat(site.requests()).as("with robots.txt").isEqualTo(51);
    }

    @Test
    void longUrlsAreFewerThanShortOnes() {
        FoundUrls found = new FoundUrls(10, 6);
        found.addAll(List.of("aaa", "aaa", "bb"));
        assertThat(found.isFull()).isFalse();

        found.addAll(List.of("cc", "d"));

        assertThat(found.isFull()).isTrue();
        assertThat(found.outcome().urls()).containsExactly("aaa", "bb", "cc");
        assertThat(found.outcome().detail()).contains("6 characters");
    }

    @Test
    void allSourcesTogetherHaveNoMorePicturesThanThereMayBe() throws Exception {
        when(images.last(VERSION)).thenReturn(998);
        site.page("/page.html", "<img src=1.png><img src=2.png><img src=3.png>");

        SourceStore.Outcome outcome = read(WantedSource.Kind.PAGE, "/page.html");

        assertThat(outcome.urls()).containsExactly(site.url("/1.png"), site.url("/2.png"));
        assertThat(outcome.detail()).contains("more than 2");
    }

    @Test
    void whatIsCancelledEndsBeforeTheNextSitemap() {
        site.page(
                "/index.xml",
                "<sitemapindex><sitemap><loc>%s</loc></sitemap></sitemapindex>".formatted(site.url("/images.xml")));

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> reading.read(VERSION, place(WantedSource.Kind.SITEMAP, "/index.xml"), () -> {
                    if (site.wasAsked("/index.xml")) {
                        throw new CancellationException();
                    }
                }));

        assertThat(site.wasAsked("/images.xml")).isFalse();
        verify(sources, never()).read(any(), any(), any());
    }
}
