package dev.trainyard.expansion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the pictures of pages and sitemaps, one source after the other, so that their order is always the same. */
final class SourceReading {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReading.class);
    private static final int MOST_SITEMAPS = 50;

    private final SourceStore sources;
    private final ImageStore images;
    private final Fetcher fetcher;
    private final ExpansionSettings settings;

    SourceReading(SourceStore sources, ImageStore images, Fetcher fetcher, ExpansionSettings settings) {
        this.sources = sources;
        this.images = images;
        this.fetcher = fetcher;
        this.settings = settings;
    }

    /** Reads one; {@code progress} is told before each request, and may throw to end it. */
    void read(UUID version, SourceStore.Place place, Runnable progress) throws InterruptedException {
        int most = Math.max(0, settings.maxImages() - images.last(version));
        sources.read(version, place, outcome(place.source(), most, progress).limitedTo(most));
    }

    private SourceStore.Outcome outcome(WantedSource source, int most, Runnable progress) throws InterruptedException {
        if (most == 0) {
            return new SourceStore.Outcome(List.of(), null, "there are as many pictures as there may be");
        }
        return source.kind() == WantedSource.Kind.PAGE
                ? page(source.url(), progress)
                : sitemap(source.url(), most, progress);
    }

    private SourceStore.Outcome page(String url, Runnable progress) throws InterruptedException {
        progress.run();
        try {
            return SourceStore.Outcome.of(guarded(() -> {
                Response response = fetcher.fetch(url, settings.maxPageBytes());
                return Links.ofPage(response.body(), response.url().toString());
            }));
        } catch (RefusedException e) {
            return new SourceStore.Outcome(List.of(), e.fate(), e.detail());
        }
    }

    /** What the sitemaps of an index tell of, also where some of them are not to be had. */
    private SourceStore.Outcome sitemap(String url, int most, Runnable progress) throws InterruptedException {
        Set<String> found = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        List<RefusedException> refusals = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(Set.of(url));
        while (!open.isEmpty() && seen.size() < MOST_SITEMAPS && found.size() < most) {
            String next = open.removeFirst();
            if (seen.add(next)) {
                progress.run();
                try {
                    Sitemap read =
                            guarded(() -> Sitemap.read(fetcher.fetch(next).body()));
                    found.addAll(read.pictures());
                    open.addAll(read.sitemaps());
                } catch (RefusedException e) {
                    refusals.add(e);
                }
            }
        }
        return refusals.isEmpty() ? SourceStore.Outcome.of(found) : partly(found, refusals, seen.size());
    }

    private interface Reading<T> {
        T read() throws RefusedException, InterruptedException;
    }

    /** Whatever one source does to those who read it, the others are read. */
    private static <T> T guarded(Reading<T> reading) throws RefusedException, InterruptedException {
        try {
            return reading.read();
        } catch (RuntimeException e) {
            LOG.warn("A page or a sitemap met what nobody thought of", e);
            throw new RefusedException(
                    Fate.UNDECODABLE,
                    "it met what nobody thought of: " + e.getClass().getSimpleName());
        }
    }

    /** Failed if any of them may come when it is asked for again. */
    private static SourceStore.Outcome partly(Set<String> found, List<RefusedException> refusals, int sitemaps) {
        RefusedException worst = refusals.stream()
                .filter(refusal -> refusal.fate() == Fate.FAILED)
                .findFirst()
                .orElse(refusals.get(0));
        String detail = sitemaps == 1
                ? worst.detail()
                : "%d of %d sitemaps, one of them: %s".formatted(refusals.size(), sitemaps, worst.detail());
        return new SourceStore.Outcome(List.copyOf(found), worst.fate(), detail);
    }
}
