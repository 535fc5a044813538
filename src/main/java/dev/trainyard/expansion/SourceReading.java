package dev.trainyard.expansion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the pictures of pages and sitemaps, one source after the other, so that their order is always the same. */
final class SourceReading {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReading.class);
    private static final int MOST_SITEMAPS = 50;

    /** Of the URLs of one source: a million of usual length, and 256 MB where all are of more than Latin letters. */
    private static final long MOST_CHARACTERS = 1 << 27;

    private final SourceStore sources;
    private final ImageStore images;
    private final Fetcher fetcher;
    private final ExpansionSettings settings;
    private final Patience patience = new Patience();

    SourceReading(SourceStore sources, ImageStore images, Fetcher fetcher, ExpansionSettings settings) {
        this.sources = sources;
        this.images = images;
        this.fetcher = fetcher;
        this.settings = settings;
    }

    /** Reads one; {@code progress} is told before each request and while a site is left alone, and may throw to end it. */
    void read(UUID version, SourceStore.Place place, Runnable progress) throws InterruptedException {
        patience.nextSource();
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
        try {
            return SourceStore.Outcome.of(read(
                    () -> {
                        Response response = fetcher.fetch(url, settings.maxPageBytes());
                        return Links.ofPage(response.body(), response.url().toString());
                    },
                    progress));
        } catch (RefusedException e) {
            return new SourceStore.Outcome(List.of(), e.fate(), e.detail());
        }
    }

    /** What the sitemaps of an index tell of, also where some of them are not to be had. */
    private SourceStore.Outcome sitemap(String url, int most, Runnable progress) throws InterruptedException {
        FoundUrls found = new FoundUrls(most, MOST_CHARACTERS);
        Set<String> known = new HashSet<>(Set.of(url));
        List<RefusedException> refusals = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(known);
        while (!open.isEmpty() && !found.isFull()) {
            String next = open.removeFirst();
            try {
                Sitemap read = read(() -> Sitemap.read(fetcher.fetch(next).body()), progress);
                found.addAll(read.pictures());
                read.sitemaps().stream()
                        .filter(other -> known.size() < MOST_SITEMAPS && known.add(other))
                        .forEach(open::addLast);
            } catch (RefusedException e) {
                refusals.add(e);
            }
        }
        return refusals.isEmpty() ? found.outcome() : partly(found.list(), refusals, known.size() - open.size());
    }

    private <T> T read(Patience.Reading<T> reading, Runnable progress) throws RefusedException, InterruptedException {
        return patience.read(() -> guarded(reading), progress);
    }

    /** Whatever one source does to those who read it, the others are read. */
    private static <T> T guarded(Patience.Reading<T> reading) throws RefusedException, InterruptedException {
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
    private static SourceStore.Outcome partly(List<String> found, List<RefusedException> refusals, int sitemaps) {
        RefusedException worst = refusals.stream()
                .filter(refusal -> refusal.fate() == Fate.FAILED)
                .findFirst()
                .orElse(refusals.get(0));
        String detail = sitemaps == 1
                ? worst.detail()
                : "%d of %d sitemaps, one of them: %s".formatted(refusals.size(), sitemaps, worst.detail());
        return new SourceStore.Outcome(found, worst.fate(), detail);
    }
}
