package dev.trainyard.expansion;

import dev.trainyard.picture.Fitting;
import dev.trainyard.picture.Picture;
import dev.trainyard.picture.PictureReader;
import dev.trainyard.picture.UnreadablePictureException;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches pictures, of many hosts at the same time and of each as it wants to be asked; every one is stored as it comes. One of a
 * host that is away is fetched when that was left alone for a while, and no thread waits for it.
 */
final class Downloads {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
    private static final long TICK_MILLIS = 200;

    private final UUID version;
    private final int side;
    private final Fitting fitting;
    private final ImageStore images;
    private final Fetcher fetcher;
    private final PictureReader reader;
    private final ExpansionSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService threads;

    /** A picture that is read may take as much memory as a hundred that are on their way. */
    private final Semaphore decoding = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    Downloads(
            UUID version,
            int side,
            Fitting fitting,
            ImageStore images,
            Fetcher fetcher,
            ExpansionSettings settings,
            Clock clock) {
        this.version = version;
        this.side = side;
        this.fitting = fitting;
        this.images = images;
        this.fetcher = fetcher;
        this.reader = new PictureReader(settings.maxPixels());
        this.settings = settings;
        this.clock = clock;
        this.threads = Executors.newScheduledThreadPool(settings.downloads());
    }

    /** The pictures of a host that are to be fetched, and how many may be at the same time. */
    private record Host(Queue<Wanted> wanted, Semaphore lanes) {}

    /** A picture, and how often it was left for later. */
    private record Wanted(ImageStore.Place place, int respites) {}

    /** Fetches all, once; {@code progress} is told how many are done, and may throw to end it. */
    void run(List<ImageStore.Place> places, LongConsumer progress) throws InterruptedException {
        CountDownLatch open = new CountDownLatch(places.size());
        try {
            for (Host host : byHost(places)) {
                for (int i = 0; i < settings.perHost(); i++) {
                    threads.execute(() -> drain(host, open));
                }
            }
            do {
                progress.accept(places.size() - open.getCount());
                throwBroken();
            } while (!open.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Collection<Host> byHost(List<ImageStore.Place> places) {
        Map<String, Host> hosts = new LinkedHashMap<>();
        for (ImageStore.Place place : places) {
            String name = WebAddress.parse(place.url()).map(URI::getHost).orElse("");
            hosts.computeIfAbsent(
                            name, none -> new Host(new ConcurrentLinkedQueue<>(), new Semaphore(settings.perHost())))
                    .wanted()
                    .add(new Wanted(place, 0));
        }
        return hosts.values();
    }

    /** As it was thrown: whoever has a version made knows which failures pass, such as those of the database. */
    private void throwBroken() {
        Throwable thrown = broken.get();
        if (thrown instanceof RuntimeException failure) {
            throw failure;
        } else if (thrown != null) {
            throw new IllegalStateException("a picture could not be stored", thrown);
        }
    }

    private void drain(Host host, CountDownLatch open) {
        try {
            // Whoever added one while all lanes were taken relies on a second look.
            while (!host.wanted().isEmpty() && host.lanes().tryAcquire()) {
                try {
                    for (Wanted next = host.wanted().poll();
                            next != null;
                            next = host.wanted().poll()) {
                        fetch(next, host, open);
                    }
                } finally {
                    host.lanes().release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by whoever ends all of it
        } catch (RuntimeException | Error e) {
            broken.compareAndSet(null, e);
        }
    }

    private void fetch(Wanted wanted, Host host, CountDownLatch open) throws InterruptedException {
        try {
            ImageStore.Fetched fetched = picture(wanted.place().url());
            images.fetched(version, wanted.place().number(), fetched, clock.instant());
            open.countDown();
        } catch (AwayException away) {
            if (wanted.respites() < AwayException.MOST_RESPITES) {
                fetchLater(wanted, away, host, open);
            } else {
                refuse(wanted, away, open);
            }
        } catch (RefusedException e) {
            refuse(wanted, e, open);
        }
    }

    private void fetchLater(Wanted wanted, AwayException away, Host host, CountDownLatch open) {
        threads.schedule(
                () -> {
                    host.wanted().add(new Wanted(wanted.place(), wanted.respites() + 1));
                    drain(host, open);
                },
                away.respite().toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void refuse(Wanted wanted, RefusedException why, CountDownLatch open) {
        if (threads.isShutdown()) {
            return; // it may be we who broke it off, and whoever goes on fetches it
        }
        images.refused(version, wanted.place().number(), why.fate(), why.detail(), clock.instant());
        open.countDown();
    }

    /** Whatever one picture does, the others are fetched. */
    private ImageStore.Fetched picture(String url) throws RefusedException, InterruptedException {
        try {
            Response response = fetcher.fetch(url);
            decoding.acquire();
            try {
                return read(response);
            } finally {
                decoding.release();
            }
        } catch (RuntimeException e) {
            LOG.warn("The picture {} met what nobody thought of", url, e);
            throw new RefusedException(
                    Fate.FAILED,
                    "it met what nobody thought of: " + e.getClass().getSimpleName());
        }
    }

    private ImageStore.Fetched read(Response response) throws RefusedException {
        try {
            Picture picture = reader.read(response.body());
            byte[] pixels = picture.pixels(side, fitting);
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
