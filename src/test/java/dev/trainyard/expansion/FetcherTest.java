package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class FetcherTest {
    private WebSite site;
    private Fetcher fetcher;

    @BeforeEach
    void open() throws IOException {
        site = new WebSite();
        fetcher = fetcher(List.of("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        fetcher.close();
        site.close();
    }

    private static Fetcher fetcher(List<String> allowedHosts) {
        return new Fetcher(settings(allowedHosts, Duration.ofMinutes(10)), Clock.systemUTC());
    }

    /** @param respite how long a site is left alone that does not answer */
    static ExpansionSettings settings(List<String> allowedHosts, Duration respite) {
        return new ExpansionSettings(
                allowedHosts,
                "Trainyard",
                2,
                Duration.ZERO,
                Duration.ofMillis(500),
                DataSize.ofKilobytes(200),
                DataSize.ofKilobytes(100),
                1 << 20,
                2,
                Duration.ofMillis(10),
                respite,
                4,
                1000);
    }

    private void refused(Fetcher by, String url, Fate fate) {
        assertThatExceptionOfType(RefusedException.class)
                .as(url)
                .isThrownBy(() -> by.fetch(url))
                .satisfies(refusal ->
                        assertThat(refusal.fate()).as(refusal.detail()).isEqualTo(fate));
    }

    @Test
    void aPictureIsFetchedWhereverItWasMovedTo() throws Exception {
        assertThat(fetcher.fetch(site.url("/good/1")).body()).isEqualTo(Mosaic.png(1));
        Response moved = fetcher.fetch(site.url("/moved/1"));
        assertThat(moved.body()).isEqualTo(Mosaic.png(1));
        assertThat(moved.url()).hasToString(site.url("/good/1"));
        refused(fetcher, site.url("/loop/1"), Fate.FAILED);
    }

    @Test
    void whatRobotsMayNotReadIsNotAskedFor() {
        refused(fetcher, site.url("/private/1"), Fate.FORBIDDEN);

        assertThat(site.wasAsked("/robots.txt")).isTrue();
        assertThat(site.wasAsked("/private/1")).isFalse();
    }

    @Test
    void aHostWhoseRobotsTxtIsNotToBeHadIsAskedForNothingElse() {
        site.robots(503);

        refused(fetcher, site.url("/good/1"), Fate.FAILED);
        refused(fetcher, site.url("/good/2"), Fate.FAILED);

        assertThat(site.requests()).as("robots.txt, as often as is tried").isEqualTo(2);
        assertThat(site.wasAsked("/good/1")).isFalse();
    }

    @Test
    void aNameServerThatIsAwayMakesNoPictureGone() {
        assertThatExceptionOfType(AwayException.class)
                .isThrownBy(() -> fetcher.fetch("http://nothing.invalid/1.png"))
                .satisfies(away -> assertThat(away.fate()).isEqualTo(Fate.FAILED))
                .satisfies(away -> assertThat(away.respite()).isPositive());
    }

    @Test
    void aHostThatFailsInARowIsLeftAloneAndItsOtherPicturesAreAskedForLater() {
        for (int number = 0; number < 5; number++) {
            refused(fetcher, site.url("/broken/" + number), Fate.FAILED);
        }
        int before = site.requests();

        assertThatExceptionOfType(AwayException.class).isThrownBy(() -> fetcher.fetch(site.url("/good/1")));
        assertThat(site.requests()).isEqualTo(before);
    }

    @Test
    void ofALongRobotsTxtTheBeginningIsObeyed() {
        site.robots("User-agent: *\nDisallow: /private/\n" + "# \n".repeat(200_000));

        refused(fetcher, site.url("/private/1"), Fate.FORBIDDEN);
    }

    @Test
    void thePathIsAskedForAsItIsWritten() throws Exception {
        site.page("/a//ä b.html", "here");

        assertThat(fetcher.fetch(site.url("/a//ä b.html")).body()).asString().isEqualTo("here");
        assertThat(fetcher.fetch(site.url("/x/../a//%C3%A4%20b.html")).body())
                .asString()
                .isEqualTo("here");
    }

    @Test
    void aHostWithoutRobotsTxtAllowsAll() throws Exception {
        site.robots(404);

        assertThat(fetcher.fetch(site.url("/private/1")).body()).isEqualTo(Mosaic.png(1));
    }

    @Test
    void whatMayPassIsAskedForAgainAndWhatMayNotIsNot() throws Exception {
        assertThat(fetcher.fetch(site.url("/busy/1")).body()).isEqualTo(Mosaic.png(1));
        int before = site.requests();
        refused(fetcher, site.url("/broken/1"), Fate.FAILED);
        assertThat(site.requests() - before).isEqualTo(2);
        refused(fetcher, site.url("/absent/1"), Fate.GONE);
        refused(fetcher, site.url("/login/1"), Fate.FORBIDDEN);
        assertThat(site.requests() - before).isEqualTo(4);
    }

    @Test
    void whatNeverEndsAndWhatNeverBeginsIsLeft() {
        refused(fetcher, site.url("/endless/1"), Fate.TOO_LARGE);
        refused(fetcher, site.url("/silent/1"), Fate.FAILED);
    }

    @Test
    void aRedirectToAnAddressOfTheInsideIsNotFollowed() {
        refused(fetcher, site.url("/inside/1"), Fate.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/good/1",
                "http://localhost:%d/good/1",
                "http://localhost.:%d/good/1",
                "http://2130706433:%d/good/1",
                "http://0x7f000001:%d/good/1",
                "http://0177.0.0.1:%d/good/1",
                "http://127.1:%d/good/1",
                "http://[::1]:%d/good/1",
                "http://[::ffff:127.0.0.1]:%d/good/1",
                "http://[64:ff9b::7f00:1]:%d/good/1",
                "http://0.0.0.0:%d/good/1",
                "http://10.0.0.1:%d/good/1",
                "http://169.254.169.254:%d/latest/meta-data/",
                "http://[fd00:ec2::254]:%d/latest/meta-data/",
                "http://224.0.0.1:%d/good/1"
            })
    void noSpellingOfAnAddressOfTheInsideIsConnectedTo(String url) throws IOException {
        int port = URI.create(site.url("/")).getPort();
        try (Fetcher outside = fetcher(List.of())) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> outside.fetch(url.formatted(port)))
                    .satisfies(refusal -> assertThat(refusal.fate())
                            .isIn(Fate.FORBIDDEN, Fate.GONE, Fate.FAILED)); // 0177 is 177 in Java
        }
        assertThat(site.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.com/1.png",
                "gopher://example.com/",
                "jar:http://example.com!/1.png",
                "http://name:word@example.com/1.png",
                "http://example.com:25/1.png",
                "http:///1.png",
                "//example.com/1.png",
                "http://exa mple.com/",
                ""
            })
    void whatIsNoAddressOfTheWebIsNotAskedFor(String url) {
        refused(fetcher, url, Fate.FORBIDDEN);
    }
}
