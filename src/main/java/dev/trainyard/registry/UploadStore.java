package dev.trainyard.registry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is known of archives that come in parts. */
@Repository
class UploadStore {
    private final JdbcClient jdbc;

    UploadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An upload.
     *
     * @param version that is made from it; null until it is complete
     */
    record Upload(
            UUID id,
            String dataset,
            ObjectNode options,
            @Nullable UUID version,
            Instant createdAt) {}

    /**
     * A part that is in the store.
     *
     * @param file what its file is called there
     */
    record Part(int number, long bytes, String sha256, String file) {}

    void create(UUID id, String dataset, ObjectNode options, Instant now) {
        jdbc.sql("""
                        insert into dataset_upload (id, dataset_id, options, created_at)
                        select :id, dataset.id, :options::jsonb, :now from dataset where name = :dataset""")
                .param("id", id)
                .param("dataset", dataset)
                .param("options", options.toString())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Upload> find(UUID id) {
        return select("where upload.id = :key", id).stream().findFirst();
    }

    /** Whoever completes it waits here for others who do, and for parts that come. */
    Optional<Upload> lock(UUID id) {
        return select("where upload.id = :key for no key update of upload", id).stream()
                .findFirst();
    }

    Optional<Upload> ofVersion(UUID version) {
        return select("where upload.version_id = :key", version).stream().findFirst();
    }

    /** Deletes those that were begun before and not completed, and those whose versions ended before. */
    void deleteOlderThan(Instant time) {
        jdbc.sql("""
                        delete from dataset_upload upload where (version_id is null and created_at < :time)
                            or exists (select from dataset_version made where made.id = version_id and made.ended_at < :time)""").param("time", time.atOffset(ZoneOffset.UTC)).update();
    }

    void deleteOfVersion(UUID version) {
        jdbc.sql("delete from dataset_upload where version_id = :version")
                .param("version", version)
                .update();
    }

    private List<Upload> select(String which, Object key) {
        return jdbc.sql("""
                        select upload.id, dataset.name, upload.options, upload.version_id, upload.created_at
                        from dataset_upload upload join dataset on dataset.id = upload.dataset_id\s""" + which)
                .param("key", key)
                .query((row, number) -> new Upload(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        (ObjectNode) JsonMapper.shared().readTree(row.getString("options")),
                        row.getObject("version_id", UUID.class),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** In their order. */
    List<Part> parts(UUID upload) {
        return parts(upload, 1, Integer.MAX_VALUE);
    }

    Optional<Part> part(UUID upload, int number) {
        return parts(upload, number, number).stream().findFirst();
    }

    private List<Part> parts(UUID upload, int first, int last) {
        return jdbc.sql("""
                        select number, bytes, sha256, coalesce(file, number::text) as file from dataset_upload_part
                        where upload_id = :upload and number between :first and :last order by number""")
                .param("upload", upload)
                .param("first", first)
                .param("last", last)
                .query((row, number) -> new Part(
                        row.getInt("number"), row.getLong("bytes"), row.getString("sha256"), row.getString("file")))
                .list();
    }

    /** A part that came again takes the place of the first. */
    void put(UUID upload, Part part) {
        jdbc.sql("""
                        insert into dataset_upload_part (upload_id, number, bytes, sha256, file)
                        values (:upload, :number, :bytes, :sha256, :file)
                        on conflict (upload_id, number)
                            do update set bytes = excluded.bytes, sha256 = excluded.sha256, file = excluded.file""")
                .param("upload", upload)
                .param("number", part.number())
                .param("bytes", part.bytes())
                .param("sha256", part.sha256())
                .param("file", part.file())
                .update();
    }

    void complete(UUID upload, UUID version) {
        jdbc.sql("update dataset_upload set version_id = :version where id = :upload")
                .param("version", version)
                .param("upload", upload)
                .update();
    }

    /** Whether it was there and not complete. */
    boolean deleteOpen(UUID upload) {
        return jdbc.sql("delete from dataset_upload where id = :upload and version_id is null")
                        .param("upload", upload)
                        .update()
                > 0;
    }
}
