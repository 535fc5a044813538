package dev.trainyard.model;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** The bytes of a stored model do not have the checksum that they were stored with. */
public final class ModelDamagedException extends ProblemException {
    private static final long serialVersionUID = 1;

    ModelDamagedException(String id) {
        super(
                HttpStatus.CONFLICT,
                "model_damaged",
                "The stored file of %s is damaged: its checksum differs. Delete it, and import it again".formatted(id));
    }
}
