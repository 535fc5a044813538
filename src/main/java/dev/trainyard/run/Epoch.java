package dev.trainyard.run;

import dev.trainyard.training.EpochReport;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.springframework.data.domain.Persistable;

/** What an epoch of a run measured; written once. */
@Entity
@Immutable
@Table(name = "run_epoch")
class Epoch implements Persistable<Epoch.Key> {
    /** An epoch of a run, from 1. */
    @Embeddable
    record Key(@Column(name = "run_id") UUID runId, int epoch) {}

    @EmbeddedId
    private Key key;

    private double trainLoss;
    private double trainAccuracy;
    private double validationLoss;
    private double validationAccuracy;
    private double learningRate;
    private double imagesPerSecond;
    private double durationSeconds;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, List<List<Double>>> activationParameters;

    private Instant finishedAt;

    @SuppressWarnings("NullAway.Init")
    protected Epoch() {}

    Epoch(RunId run, EpochReport report, Instant finishedAt) {
        this.key = new Key(run.value(), report.epoch());
        this.trainLoss = report.trainLoss();
        this.trainAccuracy = report.trainAccuracy();
        this.validationLoss = report.validationLoss();
        this.validationAccuracy = report.validationAccuracy();
        this.learningRate = report.learningRate();
        this.imagesPerSecond = report.imagesPerSecond();
        this.durationSeconds = report.duration().toNanos() / 1e9;
        this.activationParameters = report.activationParameters().values();
        this.finishedAt = finishedAt;
    }

    @Override
    public Key getId() {
        return key;
    }

    /** Always: an epoch is stored once, and asking the database first would be in vain. */
    @Override
    public boolean isNew() {
        return true;
    }

    /** Whether it measured the same; how long it took does not count. */
    boolean agreesWith(EpochReport report) {
        return trainLoss == report.trainLoss()
                && trainAccuracy == report.trainAccuracy()
                && validationLoss == report.validationLoss()
                && validationAccuracy == report.validationAccuracy()
                && activationParameters.equals(report.activationParameters().values());
    }

    /** Of each parameter, for each layer, for each channel. */
    Map<String, List<List<Double>>> activationParameters() {
        return activationParameters;
    }

    /** The epoch as the API shows it. */
    EpochView view(Spec spec) {
        return new EpochView(
                key.epoch(),
                trainLoss,
                trainAccuracy,
                validationLoss,
                validationAccuracy,
                learningRate,
                imagesPerSecond,
                durationSeconds,
                ParametersView.of(spec, activationParameters),
                finishedAt);
    }
}
