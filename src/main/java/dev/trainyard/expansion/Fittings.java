package dev.trainyard.expansion;

import dev.trainyard.dataset.DatasetReference;
import dev.trainyard.picture.Fitting;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the images of a base were made square. Pictures that are added to it are made so, too: made otherwise, an image to test with
 * would not be known again among them.
 */
@Repository
@Transactional(readOnly = true)
class Fittings {
    private static final String OPTION = "resize";

    private final JdbcClient jdbc;

    Fittings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The options of an expansion with what its base has now: the base of the base may be deleted before it is made. */
    public ObjectNode pin(ObjectNode options, String base) {
        return options.put(OPTION, of(base).name().toLowerCase(Locale.ROOT));
    }

    /** What was pinned; where it was not, what the base has. */
    public Fitting pinned(ObjectNode options, String base) {
        return options.has(OPTION) ? parse(options.path(OPTION).asString()) : of(base);
    }

    /** Images that are built in are squares, and as good as cut out. */
    private Fitting of(String base) {
        return DatasetReference.parse(base).flatMap(this::find).orElse(Fitting.CROP);
    }

    private record Origin(Optional<String> fitting, Optional<String> base) {}

    private Optional<Fitting> find(DatasetReference version) {
        return jdbc.sql("""
                        select options ->> 'resize' as fitting, base from dataset_version
                        join dataset on dataset.id = dataset_id where name = :name and number = :number""")
                .param("name", version.name())
                .param("number", version.version())
                .query((row, number) -> new Origin(
                        Optional.ofNullable(row.getString("fitting")), Optional.ofNullable(row.getString("base"))))
                .optional()
                .flatMap(origin -> origin.fitting()
                        .map(Fittings::parse)
                        .or(() -> origin.base().map(this::of)));
    }

    private static Fitting parse(String name) {
        return Fitting.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
