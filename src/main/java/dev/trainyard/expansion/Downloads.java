package dev.trainyard.expansion;

import dev.trainyard.picture.Fitting;
import dev.trainyard.picture.Picture;
import dev.trainyard.picture.PictureReader;
import dev.trainyard.picture.UnreadablePictureException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.commons.codec.digest.DigestUtils;

/** Fetches pictures, of many hosts at the same time and of each as it wants to be asked; every one is stored as it comes. */
final class Downloads {
    private static final long TICK_MILLIS = 200;

    private final UUID version;
    private final int side;
    private final ImageStore images;
    private final Fetcher fetcher;
    private final PictureReader reader;
    private final ExpansionSettings settings;
    private final Clock clock;
    private final AtomicLong done = new AtomicLong();

    Downloads(UUID version, int side, ImageStore images, Fetcher fetcher, ExpansionSettings settings, Clock clock) {
        this.version = version;
        this.side = side;
        this.images = images;
        this.fetcher = fetcher;
        this.reader = new PictureReader(settings.maxPixels());
        this.settings = settings;
        this.clock = clock;
    }

    /** Fetches all; {@code progress} is told how many are done, and may throw to end it. */
    void run(List<ImageStore.Place> places, LongConsumer progress) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(settings.downloads());
        try {
            List<Future<?>> work = new ArrayList<>();
            for (Queue<ImageStore.Place> host : byHost(places)) {
                for (int i = 0; i < settings.perHost(); i++) {
                    work.add(threads.submit(() -> drain(host)));
                }
            }
            for (Future<?> one : work) {
                await(one, progress);
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static Iterable<Queue<ImageStore.Place>> byHost(List<ImageStore.Place> places) {
        Map<String, Queue<ImageStore.Place>> hosts = new LinkedHashMap<>();
        for (ImageStore.Place place : places) {
            String host = WebAddress.parse(place.url()).map(URI::getHost).orElse("");
            hosts.computeIfAbsent(host, none -> new ConcurrentLinkedQueue<>()).add(place);
        }
        return hosts.values();
    }

    private void await(Future<?> work, LongConsumer progress) throws InterruptedException {
        while (true) {
            progress.accept(done.get());
            try {
                work.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                // then we tell how far it is, and wait on
            } catch (ExecutionException e) {
                throw new IllegalStateException("a picture could not be stored", e.getCause());
            }
        }
    }

    private Void drain(Queue<ImageStore.Place> host) throws InterruptedException {
        for (ImageStore.Place next = host.poll(); next != null; next = host.poll()) {
            fetch(next);
            done.incrementAndGet();
        }
        return null;
    }

    private void fetch(ImageStore.Place place) throws InterruptedException {
        try {
            images.fetched(version, place.number(), picture(fetcher.fetch(place.url())), clock.instant());
        } catch (RefusedException e) {
            images.refused(version, place.number(), e.fate(), e.detail(), clock.instant());
        }
    }

    private ImageStore.Fetched picture(Response response) throws RefusedException {
        try {
            Picture picture = reader.read(response.body());
            byte[] pixels = picture.pixels(side, Fitting.CROP);
            return new ImageStore.Fetched(
                    response.url().toString(),
                    response.mediaType(),
                    response.body().length,
                    picture.width(),
                    picture.height(),
                    DigestUtils.sha256Hex(response.body()),
                    pixels,
                    DigestUtils.sha256Hex(pixels));
        } catch (UnreadablePictureException e) {
            throw refused(e, response.mediaType());
        }
    }

    private static RefusedException refused(UnreadablePictureException unreadable, String mediaType) {
        return switch (unreadable.refusal()) {
            case TOO_LARGE -> new RefusedException(Fate.TOO_LARGE, "it has more pixels than are read");
            case DAMAGED -> new RefusedException(Fate.UNDECODABLE, "it is cut off or broken, or more follows its end");
            case WRONG_TYPE ->
                new RefusedException(
                        Fate.WRONG_TYPE,
                        "no PNG, JPEG or lossy WebP%s"
                                .formatted(mediaType.isEmpty() ? "" : "; it says it is " + mediaType));
        };
    }
}
