package dev.trainyard.run;

import dev.trainyard.training.TestReport;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.springframework.data.domain.Persistable;

/** What a checkpoint of a finished run does on the test images; written once. */
@Entity
@Immutable
class TestScore implements Persistable<TestScore.Key> {
    static final String BEST = "best";
    static final String LAST = "last";

    /** {@link #BEST} or {@link #LAST} of a run. */
    @Embeddable
    record Key(@Column(name = "run_id") UUID runId, String checkpoint) {}

    @EmbeddedId
    private Key key;

    private int epoch;
    private double loss;
    private double accuracy;
    private double macroPrecision;
    private double macroRecall;
    private double macroF1;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<List<Integer>> confusion;

    @SuppressWarnings("NullAway.Init")
    protected TestScore() {}

    TestScore(RunId run, String checkpoint, TestReport report) {
        this.key = new Key(run.value(), checkpoint);
        this.epoch = report.epoch();
        this.loss = report.loss();
        this.accuracy = report.accuracy();
        this.macroPrecision = report.precision();
        this.macroRecall = report.recall();
        this.macroF1 = report.f1();
        this.confusion = report.confusion();
    }

    @Override
    public Key getId() {
        return key;
    }

    /** Always: see {@link Epoch#isNew()}. */
    @Override
    public boolean isNew() {
        return true;
    }

    TestReport report() {
        return new TestReport(epoch, loss, accuracy, macroPrecision, macroRecall, macroF1, confusion);
    }
}
