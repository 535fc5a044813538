package dev.trainyard.model;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files of models. In plain SQL, since a persistence context would hold on to megabytes that nobody changes. */
@Repository
class ModelFileStore {
    private final JdbcClient jdbc;

    ModelFileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void store(UUID model, byte[] content) {
        jdbc.sql("insert into imported_model_file (model_id, content) values (:model, :content)")
                .param("model", model)
                .param("content", content)
                .update();
    }

    /**
     * The file; empty if it was deleted.
     *
     * @throws ModelDamagedException if what is stored is not what was stored
     */
    Optional<byte[]> load(ImportedModel model) {
        Optional<byte[]> content = jdbc.sql("select content from imported_model_file where model_id = :model")
                .param("model", model.id())
                .query(byte[].class)
                .optional();
        if (content.filter(bytes -> !MessageDigest.isEqual(NewModel.sha256(bytes), model.sha256()))
                .isPresent()) {
            throw new ModelDamagedException(model.modelId());
        }
        return content;
    }
}
