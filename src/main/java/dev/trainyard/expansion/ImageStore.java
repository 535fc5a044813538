package dev.trainyard.expansion;

import dev.trainyard.dataset.Part;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The pictures that versions are to have. In plain SQL: they are many, and come and go in batches. */
@Repository
@Transactional
class ImageStore {
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ImageStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A picture with its place in the order in which is decided. */
    record Place(int number, String url) {}

    /** What was fetched of a picture. */
    @SuppressWarnings("ArrayRecordComponent") // thousands of bytes, never compared
    record Fetched(
            String finalUrl,
            String mediaType,
            int bytes,
            int width,
            int height,
            String fileSha256,
            byte[] pixels,
            String pixelsSha256) {}

    /** A picture of which is to be decided. */
    @SuppressWarnings("ArrayRecordComponent") // thousands of bytes, never compared
    record Candidate(
            int number,
            String url,
            String label,
            Part part,
            @Nullable Fate fetchFate,
            @Nullable String detail,
            int width,
            int height,
            byte @Nullable [] pixels,
            @Nullable String fileSha256,
            @Nullable String pixelsSha256) {}

    /** Adds pictures behind those that are there. */
    public void add(UUID version, List<WantedImage> images) {
        int first = 1 + last(version);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            WantedImage image = images.get(i);
            rows.add(new Object[] {
                version, first + i, image.url(), image.label(), image.part().name(), image.licence()
            });
        }
        batches.batchUpdate(
                "insert into expansion_image (version_id, number, url, label, part, licence) values (?, ?, ?, ?, ?, ?)",
                rows,
                new int[] {Types.OTHER, Types.INTEGER, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR});
    }

    public int last(UUID version) {
        return jdbc.sql("select coalesce(max(number), 0) from expansion_image where version_id = :version")
                .param("version", version)
                .query(Integer.class)
                .single();
    }

    /** The names of their classes. */
    public List<String> labels(UUID version) {
        return jdbc.sql("select distinct label from expansion_image where version_id = :version order by label")
                .param("version", version)
                .query(String.class)
                .list();
    }

    /** Those that were not asked for yet. */
    public List<Place> unfetched(UUID version) {
        return jdbc.sql(
                        "select number, url from expansion_image where version_id = :version and fetched_at is null order by number")
                .param("version", version)
                .query((row, number) -> new Place(row.getInt("number"), row.getString("url")))
                .list();
    }

    /** If nothing was stored of it before: a process that was away too long may come behind the one that goes on. */
    public void fetched(UUID version, int number, Fetched fetched, Instant now) {
        jdbc.sql("""
                        update expansion_image set final_url = :finalUrl, media_type = :type, bytes = :bytes, width = :width,
                            height = :height, file_sha256 = :fileSha256, pixels = :pixels, pixels_sha256 = :pixelsSha256,
                            fetched_at = :now
                        where version_id = :version and number = :number and fetched_at is null""")
                .param("finalUrl", fetched.finalUrl())
                .param("type", fetched.mediaType())
                .param("bytes", fetched.bytes())
                .param("width", fetched.width())
                .param("height", fetched.height())
                .param("fileSha256", fetched.fileSha256())
                .param("pixels", fetched.pixels())
                .param("pixelsSha256", fetched.pixelsSha256())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("version", version)
                .param("number", number)
                .update();
    }

    /** As above, of one that is not to be had. */
    public void refused(UUID version, int number, Fate fate, String detail, Instant now) {
        jdbc.sql("""
                        update expansion_image set fetch_fate = :fate, detail = :detail, fetched_at = :now
                        where version_id = :version and number = :number and fetched_at is null""")
                .param("fate", fate.code())
                .param("detail", detail)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("version", version)
                .param("number", number)
                .update();
    }

    /** Each in its order, a batch in memory at a time. */
    public void forEach(UUID version, Consumer<Candidate> consumer) {
        for (int after = 0; ; ) {
            List<Candidate> batch = candidates(version, after);
            batch.forEach(consumer);
            if (batch.size() < BATCH) {
                return;
            }
            after = batch.get(batch.size() - 1).number();
        }
    }

    private List<Candidate> candidates(UUID version, int after) {
        return jdbc.sql("""
                        select number, url, label, part, fetch_fate, detail, width, height, pixels, file_sha256, pixels_sha256
                        from expansion_image where version_id = :version and number > :after order by number limit :limit""")
                .param("version", version)
                .param("after", after)
                .param("limit", BATCH)
                .query((row, number) -> new Candidate(
                        row.getInt("number"),
                        row.getString("url"),
                        row.getString("label"),
                        Part.valueOf(row.getString("part")),
                        Fate.parse(row.getString("fetch_fate")),
                        row.getString("detail"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getBytes("pixels"),
                        row.getString("file_sha256"),
                        row.getString("pixels_sha256")))
                .list();
    }

    /** What became of pictures; a decision that is made again takes the place of the first. */
    public void decide(UUID version, List<Decided> decided) {
        batches.batchUpdate(
                "update expansion_image set fate = ?, detail = ?, flag = ? where version_id = ? and number = ?",
                decided.stream()
                        .map(one -> new Object[] {
                            one.fate().code(),
                            one.detail(),
                            one.flag() == null ? null : one.flag().code(),
                            version,
                            one.number()
                        })
                        .toList(),
                new int[] {Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.OTHER, Types.INTEGER});
    }

    /** Those of versions that are ready: these have them now. */
    public void dropPixels() {
        jdbc.sql("""
                        update expansion_image set pixels = null where pixels is not null
                        and version_id in (select id from dataset_version where status = 'READY')""").update();
    }

    /** Those that may come if they are asked for again. */
    public void forgetFailures(UUID version) {
        jdbc.sql("""
                        update expansion_image set fetched_at = null, fetch_fate = null, detail = null
                        where version_id = :version and fetch_fate = 'failed'""").param("version", version).update();
    }
}
