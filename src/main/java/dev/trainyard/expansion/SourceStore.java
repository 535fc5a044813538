package dev.trainyard.expansion;

import dev.trainyard.dataset.Part;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The pages and sitemaps of which versions are to have the pictures. */
@Repository
@Transactional
class SourceStore {
    private final JdbcClient jdbc;
    private final ImageStore images;

    SourceStore(JdbcClient jdbc, ImageStore images) {
        this.jdbc = jdbc;
        this.images = images;
    }

    /** A source with its place in their order. */
    record Place(int number, WantedSource source) {}

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

    /** Adds what was found to the pictures: all of it, and that it was found, or nothing. */
    public void read(UUID version, Place place, Collection<String> urls, @Nullable String detail) {
        images.add(
                version,
                urls.stream()
                        .map(url -> new WantedImage(url, place.source().label(), Part.TRAIN, null))
                        .toList());
        jdbc.sql(
                        "update expansion_source set done = true, detail = :detail where version_id = :version and number = :number")
                .param("detail", detail)
                .param("version", version)
                .param("number", place.number())
                .update();
    }
}
