package dev.trainyard.model;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.training.Evaluation;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A network that somebody brought: all but its file, which {@link ModelFileStore} keeps. It never changes. */
@Entity
@Immutable
class ImportedModel {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private @Nullable String name;
    private String owner;
    private String model;

    @JdbcTypeCode(SqlTypes.JSON)
    private ActivationSpec activation;

    @Enumerated(EnumType.STRING)
    private Shortcut shortcut;

    private long parameters;
    private String dataset;

    @JdbcTypeCode(SqlTypes.JSON)
    private Normalization normalization;

    private int testImages;
    private double testAccuracy;
    private double testLoss;
    private byte[] sha256;
    private int bytes;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected ImportedModel() {}

    @SuppressWarnings("NullAway.Init") // the id is given when it is stored
    ImportedModel(NewModel asked, EvaluatedModel evaluated, Instant now) {
        RecognizedModel recognized = evaluated.recognized();
        NetworkSpec network = recognized.network();
        this.name = asked.name();
        this.owner = asked.owner();
        this.model = network.model().name();
        this.activation = network.activation();
        this.shortcut = network.shortcut();
        this.parameters = evaluated.parameters();
        this.dataset = recognized.dataset();
        this.normalization = recognized.normalization();
        Evaluation test = evaluated.test();
        this.testImages = test.images();
        this.testAccuracy = test.accuracy();
        this.testLoss = test.loss();
        this.sha256 = asked.sha256();
        this.bytes = asked.content().length;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    /** As the API writes it. */
    String modelId() {
        return ModelIds.MODEL.write(id);
    }

    @Nullable
    String name() {
        return name;
    }

    String owner() {
        return owner;
    }

    ActivationSpec activation() {
        return activation;
    }

    Shortcut shortcut() {
        return shortcut;
    }

    /** Of its architecture. */
    String model() {
        return model;
    }

    NetworkSpec network(int classes, int imageSize) {
        return new NetworkSpec(ResNet.named(model).orElseThrow(), activation, shortcut, classes, imageSize);
    }

    long parameters() {
        return parameters;
    }

    String dataset() {
        return dataset;
    }

    Normalization normalization() {
        return normalization;
    }

    Evaluation test() {
        return new Evaluation(testImages, testLoss, testAccuracy);
    }

    byte[] sha256() {
        return sha256;
    }

    int bytes() {
        return bytes;
    }

    Instant createdAt() {
        return createdAt;
    }
}
