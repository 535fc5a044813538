package dev.trainyard.expansion;

import dev.trainyard.dataset.Part;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The pages and sitemaps of which versions are to have the pictures. */
@Repository
@Transactional
class SourceStore {
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final ImageStore images;

    SourceStore(JdbcClient jdbc, ImageStore images) {
        this.jdbc = jdbc;
        this.images = images;
    }

    /** A source with its place in their order. */
    record Place(int number, WantedSource source) {}

    /**
     * What became of a source.
     *
     * @param urls of pictures, as far as they were found
     * @param fate why there are none, or not all; null if nothing was in the way
     */
    record Outcome(
            List<String> urls,
            @Nullable Fate fate,
            @Nullable String detail) {
        static Outcome of(Collection<String> urls) {
            return new Outcome(List.copyOf(urls), null, urls.isEmpty() ? "there are no pictures in it" : null);
        }

        Outcome limitedTo(int most) {
            return urls.size() <= most
                    ? this
                    : new Outcome(
                            urls.subList(0, most), fate, "more than %d pictures are not looked for".formatted(most));
        }
    }

    public void add(UUID version, List<WantedSource> sources) {
        for (int i = 0; i < sources.size(); i++) {
            WantedSource source = sources.get(i);
            jdbc.sql("""
                            insert into expansion_source (version_id, number, kind, url, label)
                            values (:version, :number, :kind, :url, :label)""")
                    .param("version", version)
                    .param("number", i + 1)
                    .param("kind", source.kind().name())
                    .param("url", source.url())
                    .param("label", source.label())
                    .update();
        }
    }

    /** Those whose pictures are not in the list yet, in their order. */
    public List<Place> unread(UUID version) {
        return jdbc.sql("""
                        select number, kind, url, label from expansion_source
                        where version_id = :version and not done order by number""")
                .param("version", version)
                .query((row, number) -> new Place(
                        row.getInt("number"),
                        new WantedSource(
                                WantedSource.Kind.valueOf(row.getString("kind")),
                                row.getString("url"),
                                row.getString("label"))))
                .list();
    }

    /**
     * Adds what was found to the pictures: all of it, and that it was found, or nothing. One that was read meanwhile by another
     * process, which makes the version now, is left as it is.
     */
    public void read(UUID version, Place place, Outcome outcome) {
        if (!lock(version, place)) {
            return;
        }
        for (int from = 0; from < outcome.urls().size(); from += BATCH) {
            int to = Math.min(from + BATCH, outcome.urls().size());
            add(version, place.source().label(), outcome.urls().subList(from, to));
        }
        jdbc.sql("""
                        update expansion_source set done = true, fate = :fate, detail = :detail, found = :found
                        where version_id = :version and number = :number""")
                .param("fate", outcome.fate() == null ? null : outcome.fate().code())
                .param("detail", outcome.detail())
                .param("found", outcome.urls().size())
                .param("version", version)
                .param("number", place.number())
                .update();
    }

    private boolean lock(UUID version, Place place) {
        return jdbc.sql("""
                        select number from expansion_source
                        where version_id = :version and number = :number and not done for update""")
                .param("version", version)
                .param("number", place.number())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** But those that are there: of a source that is read again most are. */
    private void add(UUID version, String label, List<String> urls) {
        Set<String> known = new HashSet<>(jdbc.sql("""
                        select url from expansion_image
                        where version_id = :version and label = :label and url = any(:urls)""")
                .param("version", version)
                .param("label", label)
                .param("urls", urls.toArray(String[]::new))
                .query(String.class)
                .list());
        images.add(
                version,
                urls.stream()
                        .filter(url -> !known.contains(url))
                        .map(url -> new WantedImage(url, label, Part.TRAIN, null))
                        .toList());
    }

    /** Those that may come if they are asked for again. */
    public void forgetFailures(UUID version) {
        jdbc.sql("""
                        update expansion_source set done = false, fate = null, detail = null
                        where version_id = :version and fate = 'failed'""").param("version", version).update();
    }
}
