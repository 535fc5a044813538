package dev.trainyard.expansion;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What became of the pictures of a version, and where those that it has are from. */
@Repository
@Transactional(readOnly = true)
class PictureStore {
    private final JdbcClient jdbc;

    PictureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A picture of the web and what became of it.
     *
     * @param number its place in the list
     * @param fate null until it is decided
     * @param detail for people; null if there is nothing to say
     * @param flag what a network doubts of it, {@code mislabelled} or {@code outlier}, though it was added; null if nothing
     * @param finalUrl where it was found in the end; null if it was not
     * @param fileSha256 of the file that came
     * @param pixelsSha256 of the image that was made of it
     */
    record PictureView(
            int number,
            String url,
            String label,
            String split,
            @Nullable String licence,
            @Nullable String fate,
            @Nullable String detail,
            @Nullable String flag,
            @Nullable String finalUrl,
            @Nullable Instant fetchedAt,
            @Nullable String mediaType,
            @Nullable Integer bytes,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String fileSha256,
            @Nullable String pixelsSha256) {}

    /** Of that fate, or all of them, behind that number. */
    List<PictureView> page(UUID version, @Nullable String fate, int after, int limit) {
        return jdbc.sql("""
                        select number, url, label, part, licence, fate, detail, flag, final_url, fetched_at, media_type, bytes,
                            width, height, file_sha256, pixels_sha256
                        from expansion_image
                        where version_id = :version and number > :after and (:fate::text is null or fate = :fate)
                        order by number limit :limit""")
                .param("version", version)
                .param("after", after)
                .param("fate", fate)
                .param("limit", limit)
                .query((row, number) -> new PictureView(
                        row.getInt("number"),
                        row.getString("url"),
                        row.getString("label"),
                        row.getString("part").toLowerCase(Locale.ROOT),
                        row.getString("licence"),
                        row.getString("fate"),
                        row.getString("detail"),
                        row.getString("flag"),
                        row.getString("final_url"),
                        row.getTimestamp("fetched_at") == null
                                ? null
                                : row.getTimestamp("fetched_at").toInstant(),
                        row.getString("media_type"),
                        row.getObject("bytes", Integer.class),
                        row.getObject("width", Integer.class),
                        row.getObject("height", Integer.class),
                        row.getString("file_sha256"),
                        row.getString("pixels_sha256")))
                .list();
    }

    /** How many have each fate, by class; {@code waiting} of those of which is not decided. */
    Map<String, Map<String, Long>> totals(UUID version) {
        Map<String, Map<String, Long>> totals = new TreeMap<>();
        jdbc.sql("""
                        select label, coalesce(fate, 'waiting') as fate, count(*) as count from expansion_image
                        where version_id = :version group by 1, 2""").param("version", version).query(row -> {
            totals.computeIfAbsent(row.getString("label"), label -> new TreeMap<>())
                    .put(row.getString("fate"), row.getLong("count"));
        });
        return totals;
    }

    /**
     * A page or a sitemap and what became of it.
     *
     * @param kind page or sitemap
     * @param fate {@code waiting}, {@code read}, or the fate of a picture that is not to be had
     * @param detail for people; null if there is nothing to say
     * @param found how many pictures it tells of; null until it is read
     */
    record SourceView(
            String kind,
            String url,
            String label,
            String fate,
            @Nullable String detail,
            @Nullable Integer found) {}

    /** In their order. */
    List<SourceView> sources(UUID version) {
        return jdbc.sql("""
                        select lower(kind) as kind, url, label, detail, found,
                            coalesce(fate, case when done then 'read' else 'waiting' end) as fate
                        from expansion_source where version_id = :version order by number""")
                .param("version", version)
                .query((row, number) -> new SourceView(
                        row.getString("kind"),
                        row.getString("url"),
                        row.getString("label"),
                        row.getString("fate"),
                        row.getString("detail"),
                        row.getObject("found", Integer.class)))
                .list();
    }

    /** How many were flagged, by what is doubted. */
    Map<String, Long> flags(UUID version) {
        Map<String, Long> flags = new TreeMap<>();
        jdbc.sql("""
                        select flag, count(*) as count from expansion_image
                        where version_id = :version and flag is not null group by 1""").param("version", version).query(row -> {
            flags.put(row.getString("flag"), row.getLong("count"));
        });
        return flags;
    }
}
