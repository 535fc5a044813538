package dev.trainyard.expansion;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.registry.NewVersion;
import dev.trainyard.registry.Origin;
import dev.trainyard.registry.VersionView;
import dev.trainyard.registry.Versions;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Versions that grow by pictures of the web, as they are asked for. */
@Service
@Transactional
class Expansions {
    private static final int BATCH = 1000;

    private final Versions versions;
    private final ImageStore images;
    private final SourceStore sources;
    private final DatasetCatalog catalog;
    private final LabelChecks checks;
    private final Fittings fittings;
    private final ExpansionSettings settings;

    Expansions(
            Versions versions,
            ImageStore images,
            SourceStore sources,
            DatasetCatalog catalog,
            LabelChecks checks,
            Fittings fittings,
            ExpansionSettings settings) {
        this.versions = versions;
        this.images = images;
        this.sources = sources;
        this.catalog = catalog;
        this.checks = checks;
        this.fittings = fittings;
        this.settings = settings;
    }

    /** The base of an expansion: what is named, or the last version of the data set. */
    DatasetDescription base(String dataset, String named) {
        String wanted = named.isEmpty() ? dataset : named;
        return catalog.find(wanted)
                .filter(base -> !base.name().contains("+"))
                .orElseThrow(() -> new InvalidRequestException(List.of(new Invalid(
                        "/base",
                        named.isEmpty() ? "%s has no version that is ready".formatted(dataset) : "base is " + named,
                        String.join(", ", catalog.names())))));
    }

    /**
     * Puts a version into the queue of those to be made, with all its pictures or not at all.
     *
     * @param wanted read while they are stored, from where that is quick; what they throw ends it
     */
    public VersionView begin(
            String dataset,
            ExpansionOptions options,
            Iterator<WantedImage> wanted,
            List<WantedSource> pages,
            String actor) {
        if (!catalog.hold(options.base())) {
            throw new InvalidRequestException(List.of(
                    new Invalid("/base", options.base() + " is there no more", String.join(", ", catalog.names()))));
        }
        Versions.Begun begun = versions.begin(
                dataset,
                new NewVersion(
                        Origin.EXPANSION,
                        options.base(),
                        fittings.pin(pinned(options).json(), options.base())),
                actor);
        int count = store(begun.id(), wanted);
        if (count == 0 && pages.isEmpty()) {
            throw new InvalidRequestException(List.of(
                    new Invalid("/images", "there are no pictures", "at least one of images, pages, sitemaps")));
        }
        sources.add(begun.id(), pages);
        return begun.view();
    }

    /** What a network thinks now it is to think whenever the version is made. */
    private ExpansionOptions pinned(ExpansionOptions options) {
        CheckOptions check = options.check();
        return check == null
                ? options
                : options.with(checks.pinned(check, catalog.find(options.base()).orElseThrow()));
    }

    private int store(UUID version, Iterator<WantedImage> wanted) {
        int count = 0;
        List<WantedImage> batch = new ArrayList<>();
        while (wanted.hasNext()) {
            batch.add(wanted.next());
            count++;
            if (count > settings.maxImages()) {
                throw new InvalidRequestException(List.of(new Invalid(
                        "/images",
                        "there are more than %d pictures".formatted(settings.maxImages()),
                        "fewer at a time")));
            }
            if (batch.size() == BATCH) {
                images.add(version, batch);
                batch.clear();
            }
        }
        images.add(version, batch);
        return count;
    }
}
