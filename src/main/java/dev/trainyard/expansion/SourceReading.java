package dev.trainyard.expansion;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Finds the pictures of pages and sitemaps, one source after the other, so that their order is always the same. */
final class SourceReading {
    private static final int MOST_SITEMAPS = 50;

    private final SourceStore sources;
    private final Fetcher fetcher;
    private final int mostImages;

    SourceReading(SourceStore sources, Fetcher fetcher, int mostImages) {
        this.sources = sources;
        this.fetcher = fetcher;
        this.mostImages = mostImages;
    }

    void read(UUID version, SourceStore.Place place) throws InterruptedException {
        WantedSource source = place.source();
        try {
            Set<String> found = source.kind() == WantedSource.Kind.PAGE ? page(source.url()) : sitemap(source.url());
            sources.read(
                    version,
                    place,
                    found.stream().limit(mostImages).toList(),
                    found.isEmpty() ? "there are no pictures in it" : null);
        } catch (RefusedException e) {
            sources.read(version, place, Set.of(), "%s: %s".formatted(e.fate().code(), e.detail()));
        }
    }

    private Set<String> page(String url) throws RefusedException, InterruptedException {
        Response response = fetcher.fetch(url);
        return Links.ofPage(response.body(), response.url().toString());
    }

    private Set<String> sitemap(String url) throws RefusedException, InterruptedException {
        Set<String> found = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(url));
        while (!open.isEmpty() && seen.size() < MOST_SITEMAPS && found.size() < mostImages) {
            String next = open.removeFirst();
            if (seen.add(next)) {
                byte[] xml = fetcher.fetch(next).body();
                found.addAll(Links.ofSitemap(xml));
                open.addAll(Links.sitemaps(xml));
            }
        }
        return found;
    }
}
