package dev.trainyard.experiment;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A grid of runs, and whose it is. The grid only ever gets more seeds. */
@Entity
class Experiment {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private @Nullable String name;
    private String owner;

    private String grid;

    private String run;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Experiment() {}

    @SuppressWarnings("NullAway.Init") // the id is given when it is stored
    Experiment(NewExperiment asked, String owner, Instant now) {
        this.name = asked.name();
        this.owner = owner;
        this.grid = asked.grid().json().toString();
        this.run = asked.run().toString();
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    @Nullable
    String name() {
        return name;
    }

    String owner() {
        return owner;
    }

    Grid grid() {
        return Grid.of((ObjectNode) JSON.readTree(grid));
    }

    /** The fields that all runs have in common. */
    ObjectNode run() {
        return (ObjectNode) JSON.readTree(run);
    }

    Instant createdAt() {
        return createdAt;
    }

    void extendTo(Grid longer) {
        grid = longer.json().toString();
    }
}
