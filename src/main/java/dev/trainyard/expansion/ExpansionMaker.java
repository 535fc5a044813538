package dev.trainyard.expansion;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.Part;
import dev.trainyard.dataset.VersionWriter;
import dev.trainyard.picture.Fitting;
import dev.trainyard.registry.MadeVersion;
import dev.trainyard.registry.Making;
import dev.trainyard.registry.Origin;
import dev.trainyard.registry.UnbuildableException;
import dev.trainyard.registry.VersionMaker;
import dev.trainyard.registry.VersionResumed;
import dev.trainyard.request.JsonFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes versions of a base and pictures of the web: finds them, fetches them, and when all are there decides of each in its
 * order. What was fetched is in the database, so that whoever goes on fetches the rest.
 */
@Component
class ExpansionMaker implements VersionMaker {
    private static final int BATCH = 1000;

    private final SourceStore sources;
    private final ImageStore images;
    private final Strikes strikes;
    private final Fittings fittings;
    private final LabelChecks checks;
    private final DatasetCatalog catalog;
    private final ExpansionSettings settings;
    private final Clock clock;

    ExpansionMaker(
            SourceStore sources,
            ImageStore images,
            Strikes strikes,
            Fittings fittings,
            LabelChecks checks,
            DatasetCatalog catalog,
            ExpansionSettings settings,
            Clock clock) {
        this.sources = sources;
        this.images = images;
        this.strikes = strikes;
        this.fittings = fittings;
        this.checks = checks;
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Origin origin() {
        return Origin.EXPANSION;
    }

    @Override
    public MadeVersion make(Making making) throws IOException, InterruptedException {
        ExpansionOptions options = ExpansionOptions.read(
                JsonFields.of(making.options()), making.base().orElseThrow());
        making.progress("load", 0, 1);
        Dataset base = load(options.base());
        fetch(making, base);
        return decide(making, options, base);
    }

    private Dataset load(String base) throws IOException {
        try {
            return catalog.load(base);
        } catch (DatasetUnavailableException e) {
            throw new IOException("the base %s is not to be had now".formatted(base), e);
        } catch (IllegalArgumentException e) {
            throw new UnbuildableException("base_gone", "The base %s is there no more".formatted(base));
        }
    }

    private void fetch(Making making, Dataset base) throws IOException, InterruptedException {
        UUID version = making.versionId();
        try (Fetcher fetcher = new Fetcher(settings, clock)) {
            List<SourceStore.Place> unread = sources.unread(version);
            SourceReading reading = new SourceReading(sources, images, fetcher, settings);
            for (int i = 0; i < unread.size(); i++) {
                int read = i;
                reading.read(version, unread.get(i), () -> making.progress("search", read, unread.size()));
            }
            List<ImageStore.Place> unfetched = images.unfetched(version);
            long all = images.last(version);
            long before = all - unfetched.size();
            Fitting fitting = fittings.pinned(making.options(), making.base().orElseThrow());
            new Downloads(version, base.train().height(), fitting, images, fetcher, settings, clock)
                    .run(unfetched, done -> making.progress("fetch", before + done, all));
        }
    }

    private MadeVersion decide(Making making, ExpansionOptions options, Dataset base) throws IOException {
        making.progress("decide", 0, images.last(making.versionId()));
        CheckOptions check = options.check();
        if (check == null) {
            return decide(making, options, base, null);
        }
        try (LabelChecks.Opened opened = checks.open(check, base)) {
            return decide(making, options, base, opened.check());
        }
    }

    private MadeVersion decide(Making making, ExpansionOptions options, Dataset base, @Nullable LabelCheck check)
            throws IOException {
        Strikes.Struck struck = strikes.of(making.versionId());
        Verdict verdict = new Verdict(options, struck, base, check);
        List<String> classes = classes(making.versionId(), options, base);
        try (VersionWriter writer =
                new VersionWriter(making.scratch(), classes, base.train().height())) {
            copy(base, base.train(), Part.TRAIN, struck, classes, writer);
            copy(base, base.test(), Part.TEST, struck, classes, writer);
            Map<String, Long> report = decide(making, verdict, classes, writer);
            return new MadeVersion(writer.finish(making.target()), report);
        }
    }

    /** Those of the base keep their labels; new ones follow, by name. */
    private List<String> classes(UUID version, ExpansionOptions options, Dataset base) {
        List<String> classes = new ArrayList<>(base.classes());
        if (options.newClasses()) {
            TreeSet<String> labels = new TreeSet<>(images.labels(version));
            base.classes().forEach(labels::remove);
            classes.addAll(labels);
        }
        return classes;
    }

    private static void copy(
            Dataset base, ImageSet set, Part part, Strikes.Struck struck, List<String> classes, VersionWriter writer)
            throws IOException {
        int first = set.size() - (part == Part.TRAIN ? base.added() : 0);
        for (int image = 0; image < set.size(); image++) {
            byte[] pixels = set.image(image);
            if (!struck.has(pixels)) {
                writer.add(part, set.label(image), pixels, image >= first && part == Part.TRAIN);
            }
        }
    }

    private Map<String, Long> decide(Making making, Verdict verdict, List<String> classes, VersionWriter writer) {
        UUID version = making.versionId();
        long all = images.last(version);
        Map<String, Long> report = new TreeMap<>();
        List<Decided> decided = new ArrayList<>();
        for (Part part : List.of(Part.TEST, Part.TRAIN)) { // what is to test with is known before what is to train on
            images.forEach(version, candidate -> {
                if (candidate.part() != part) {
                    return;
                }
                Decided fate = verdict.of(candidate);
                decided.add(fate);
                report.merge(fate.fate().code(), 1L, Long::sum);
                if (fate.fate() == Fate.ADDED) {
                    write(candidate, classes, writer);
                }
                if (decided.size() == BATCH) {
                    making.progress("decide", candidate.number(), all);
                    images.decide(version, decided);
                    decided.clear();
                }
            });
        }
        images.decide(version, decided);
        return report;
    }

    private static void write(ImageStore.Candidate candidate, List<String> classes, VersionWriter writer) {
        byte[] pixels = candidate.pixels();
        if (pixels == null) {
            throw new IllegalStateException("a picture without pixels was added");
        }
        try {
            boolean added = candidate.part() == Part.TRAIN;
            writer.add(candidate.part(), classes.indexOf(candidate.label()), pixels, added);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void made(UUID version) {
        images.dropPixels();
    }

    /** Of versions whose maker died before it could do so. */
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void dropPixels() {
        images.dropPixels();
    }

    /** Those that may come if they are asked for again are. */
    @EventListener
    void askAgain(VersionResumed resumed) {
        sources.forgetFailures(resumed.version());
        images.forgetFailures(resumed.version());
    }
}
