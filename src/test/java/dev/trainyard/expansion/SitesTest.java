package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import crawlercommons.robots.SimpleRobotRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitesTest {
    private final Sites sites = new Sites(FetcherTest.settings(List.of(), Duration.ofMinutes(10)));

    private static URI site(int number) {
        return URI.create("http://%d.example.com/".formatted(number));
    }

    @Test
    void ofSitesWithoutEndOnlySomeAreRemembered() {
        for (int number = 0; number < 2 * Sites.REMEMBERED; number++) {
            sites.gate(site(number));
            sites.breaker(site(number));
        }

        assertThat(sites.size()).isLessThanOrEqualTo(Sites.REMEMBERED);
    }

    @Test
    void longRobotsTxtsAreFewer() {
        SimpleRobotRules rules = new SimpleRobotRules();
        rules.addRule("/" + "a".repeat(500_000), false);
        rules.addSitemap("http://example.com/" + "a".repeat(500_000));
        for (int number = 0; number < 200; number++) {
            sites.know(site(number), rules);
        }

        assertThat(sites.size()).isBetween(50L, 100L);
    }

    @Test
    void whatIsKnownOfASiteIsKnownOfAllItsUrls() {
        URI other = site(1).resolve("/other");

        assertThat(sites.breaker(other)).isSameAs(sites.breaker(site(1)));
        assertThat(sites.gate(other)).isSameAs(sites.gate(site(1)));
        assertThat(sites.breaker(site(2))).isNotSameAs(sites.breaker(site(1)));
    }
}
