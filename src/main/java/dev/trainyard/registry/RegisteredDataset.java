package dev.trainyard.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A data set that somebody brought: a name for its versions. */
@Entity
@Table(name = "dataset")
class RegisteredDataset {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;
    private @Nullable String description;
    private String owner;
    private boolean shared;
    private int lastNumber;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected RegisteredDataset() {}

    @SuppressWarnings("NullAway.Init") // the id is given when it is stored
    RegisteredDataset(NewDataset asked, String owner, Instant now) {
        this.name = asked.name();
        this.description = asked.description();
        this.shared = asked.shared();
        this.owner = owner;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    @Nullable
    String description() {
        return description;
    }

    String owner() {
        return owner;
    }

    /** Whether everybody may read it and train on it. */
    boolean shared() {
        return shared;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** For a version; none is given twice, also where a version was deleted. */
    int nextNumber() {
        return ++lastNumber;
    }

    void change(@Nullable String newDescription, boolean nowShared) {
        this.description = newDescription;
        this.shared = nowShared;
    }
}
