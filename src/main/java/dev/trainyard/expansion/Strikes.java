package dev.trainyard.expansion;

import dev.trainyard.request.JsonFields;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Pictures that no later version of a data set is to have. */
@Component
@Transactional
class Strikes {
    private static final String HASH = "[0-9a-f]{64}";

    private final JdbcClient jdbc;
    private final Clock clock;

    Strikes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A picture that was struck.
     *
     * @param sha256 of its file or of its pixels
     */
    record Strike(
            long id,
            @Nullable String url,
            @Nullable String sha256,
            @Nullable String reason,
            Instant createdAt) {}

    /**
     * What is struck from a data set.
     *
     * @param hashes of files and of pixels
     */
    record Struck(Set<String> urls, Set<String> hashes) {
        boolean has(ImageStore.Candidate candidate) {
            return urls.contains(candidate.url())
                    || hashes.contains(String.valueOf(candidate.fileSha256()))
                    || hashes.contains(String.valueOf(candidate.pixelsSha256()));
        }

        boolean has(byte[] pixels) {
            return !hashes.isEmpty() && hashes.contains(DigestUtils.sha256Hex(pixels));
        }
    }

    public Strike add(String dataset, JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        String url = fields.text("url", 2048).orElse(null);
        String sha256 = fields.text("sha256", 64).orElse(null);
        String reason = fields.textOrNull("reason", 1000).orElse(null);
        if ((url == null) == (sha256 == null)) {
            fields.reject("url", "there are url and sha256, or neither", "one of both");
        } else if (sha256 != null && !sha256.matches(HASH)) {
            fields.reject("sha256", "sha256 is " + sha256, "64 hexadecimal digits, in small letters");
        }
        fields.complete();
        long id = jdbc.sql("""
                        insert into dataset_strike (dataset_id, url, sha256, reason, created_at)
                        select id, :url, :sha256, :reason, :now from dataset where name = :dataset returning id""")
                .param("dataset", dataset)
                .param("url", url)
                .param("sha256", sha256)
                .param("reason", reason)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return new Strike(id, url, sha256, reason, clock.instant());
    }

    @Transactional(readOnly = true)
    public Page<Strike> list(String dataset, PageQuery query) {
        PageQuery.Cut<Long> cut = query.cut(Strikes::number, Long.MAX_VALUE);
        List<Strike> found = jdbc.sql("""
                        select strike.* from dataset_strike strike join dataset on dataset.id = strike.dataset_id
                        where dataset.name = :dataset and strike.id < :before order by strike.id desc limit :limit""")
                .param("dataset", dataset)
                .param("before", cut.after())
                .param("limit", cut.size() + 1)
                .query((row, number) -> new Strike(
                        row.getLong("id"),
                        row.getString("url"),
                        row.getString("sha256"),
                        row.getString("reason"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
        return Page.of(found, cut.size(), strike -> String.valueOf(strike.id()));
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /**
     * A picture that was struck by its URL or its file is struck by the pixels that were found there, too, in whatever version:
     * others have it from that one, and know nothing but its pixels.
     */
    @Transactional(readOnly = true)
    public Struck of(UUID version) {
        Set<String> urls = new HashSet<>(values("url", version));
        Set<String> hashes = new HashSet<>(values("sha256", version));
        hashes.addAll(
                jdbc.sql("""
                        with struck as (
                            select strike.url, strike.sha256 from dataset_version made
                            join dataset_strike strike on strike.dataset_id = made.dataset_id where made.id = :version),
                        found as not materialized (
                            select url, file_sha256, pixels_sha256 from expansion_image where pixels_sha256 is not null
                            union all select url, file_sha256, pixels_sha256 from expansion_origin)
                        select found.pixels_sha256 from struck join found on found.url = struck.url
                        union select found.pixels_sha256 from struck join found on found.file_sha256 = struck.sha256""").param("version", version).query(String.class).list());
        return new Struck(urls, hashes);
    }

    private List<String> values(String column, UUID version) {
        return jdbc.sql("""
                        select strike.%s from dataset_strike strike join dataset_version made on made.dataset_id = strike.dataset_id
                        where made.id = :version and strike.%s is not null""".formatted(column, column))
                .param("version", version)
                .query(String.class)
                .list();
    }
}
