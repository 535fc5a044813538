package dev.trainyard.registry;

import dev.trainyard.request.ProblemException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What needs a version: a run that was or is trained with it, whose numbers would mean nothing without it. */
@Repository
class VersionUse {
    private final JdbcClient jdbc;

    VersionUse(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * To be asked with the version locked: a run that is submitted now either is seen here, or finds no version.
     *
     * @throws ProblemException naming what needs it
     */
    void requireNone(DatasetVersion version) {
        user(version.reference()).ifPresent(user -> {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "dataset_version_in_use",
                    "%s is needed by %s".formatted(version.reference(), user));
        });
    }

    private Optional<String> user(String reference) {
        return jdbc.sql("""
                        select 'a run (its dataset is ' || dataset || ')' from run where split_part(dataset, '+', 1) = :reference
                        union all
                        select 'an imported model' from imported_model where split_part(dataset, '+', 1) = :reference
                        union all
                        select 'a version that is being made from it' from dataset_version
                        where base = :reference and status in ('QUEUED', 'BUILDING')
                        limit 1""").param("reference", reference).query(String.class).optional();
    }
}
