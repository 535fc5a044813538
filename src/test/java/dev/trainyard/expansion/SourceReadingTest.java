package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
