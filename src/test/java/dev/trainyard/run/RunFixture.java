package dev.trainyard.run;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Sharing;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.LearntParameters;
import dev.trainyard.training.Recipe;
import dev.trainyard.training.TestReport;
import dev.trainyard.training.TrainingResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Runs to test with, and a look into the database behind their back. */
public class RunFixture {
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Runs runs;
    private final RunRequestReader reader;
    private final Retention retention;
    private final JdbcClient jdbc;

    RunFixture(Runs runs, RunRequestReader reader, Retention retention, JdbcClient jdbc) {
        this.runs = runs;
        this.reader = reader;
        this.retention = retention;
        this.jdbc = jdbc;
    }

    /** Leaves no run. */
    public void deleteAll() {
        jdbc.sql("delete from run").update();
    }

    /** Frees what retention frees by now. */
    public void freeWhatIsOld() {
        retention.free();
    }

    RunId submit(String owner, int priority) {
        return submit(owner, priority, Sharing.NETWORK);
    }

    RunId submit(String owner, int priority, Sharing sharing) {
        var activation = new ActivationSpec("coslu", sharing, Map.of("a", 0.5), List.of());
        var normalization = new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        Recipe recipe = withEpochs(Recipe.published(new ResNet(8), activation, "shapes", normalization), 3);
        String id = runs.submit(new NewRun(recipe, null, priority, List.of("one", "two"), null), owner)
                .summary()
                .id();
        return RunId.parse(id).orElseThrow();
    }

    /** A run of 3 epochs. */
    public RunId submit() {
        return submit("ann", 0);
    }

    /** A run of 3 epochs with these fields of a request besides. */
    public RunId submitWith(String fields) {
        String body = "{\"model\":\"resnet-8\",\"activation\":\"coslu\",\"dataset\":\"shapes\",\"epochs\":3,%s}";
        RunView run = runs.submit(reader.read(new JsonMapper().readTree(body.formatted(fields))), "ann");
        return RunId.parse(run.summary().id()).orElseThrow();
    }

    /** As the API shows it. */
    public String status(RunId id) {
        return runs.get(id.toString()).summary().status();
    }

    RunView view(RunId id) {
        return runs.get(id.toString());
    }

    /** A run's events, as {@code type:from>to}. */
    public List<String> events(RunId id) {
        return jdbc.sql("select type || ':' || coalesce(from_status, '') || '>' || to_status from run_event"
                        + " where run_id = :run order by sequence")
                .param("run", id.value())
                .query(String.class)
                .list();
    }

    /** The ids of a run's events. */
    List<String> eventIds(RunId id) {
        // Qualified: the column of the result is a text, by which 10 comes before 9.
        return jdbc.sql("select sequence::text from run_event where run_id = :run order by run_event.sequence")
                .param("run", id.value())
                .query(String.class)
                .list();
    }

    /** The epochs of the stored checkpoints. */
    public List<Integer> checkpoints(RunId id) {
        return jdbc.sql("select epoch from checkpoint where run_id = :run order by epoch")
                .param("run", id.value())
                .query(Integer.class)
                .list();
    }

    /** The content of the latest checkpoint. */
    public byte[] latestCheckpoint(RunId id) {
        return jdbc.sql("select content from checkpoint where run_id = :run and latest")
                .param("run", id.value())
                .query(byte[].class)
                .single();
    }

    /** Stores so many epochs behind the queue's back, which takes checkpoints with each. */
    public void addEpochs(RunId id, int epochs) {
        jdbc.sql(
                        "insert into run_epoch (run_id, epoch, train_loss, train_accuracy, validation_loss, validation_accuracy,"
                                + " learning_rate, images_per_second, duration_seconds, activation_parameters, finished_at)"
                                + " select :run, n, 1.0 / n, 0.5, 1.1 / n, 0.5, 0.1, 1000, 1, '{}', now() from generate_series(1, :epochs) n")
                .param("run", id.value())
                .param("epochs", epochs)
                .update();
        jdbc.sql("update run set epoch = :epochs, best_epoch = :epochs where id = :run")
                .param("run", id.value())
                .param("epochs", epochs)
                .update();
    }

    /** The numbers of the stored epochs. */
    List<Integer> epochs(RunId id) {
        return jdbc.sql("select epoch from run_epoch where run_id = :run order by epoch")
                .param("run", id.value())
                .query(Integer.class)
                .list();
    }

    /** Changes one bit of the stored checkpoint. */
    void damageCheckpoint(RunId id, int epoch) {
        jdbc.sql("update checkpoint set content = set_bit(content, 3, 1 - get_bit(content, 3))"
                        + " where run_id = :run and epoch = :epoch")
                .param("run", id.value())
                .param("epoch", epoch)
                .update();
    }

    /** Signals of a database that sends none. */
    public static RunSignals noSignals() {
        return new RunSignals(new PropertiesOfNoDatabase()) {
            @Override
            public void subscribe(Listener listener) {}
        };
    }

    private record PropertiesOfNoDatabase() implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return "jdbc:postgresql:none";
        }

        @Override
        public String getUsername() {
            return "nobody";
        }

        @Override
        public String getPassword() {
            return "";
        }
    }

    static EpochReport report(int epoch, Sharing sharing) {
        var layer = sharing == Sharing.CHANNEL ? List.of(1.5, 2.5) : List.of(1.5);
        var values = sharing == Sharing.NETWORK ? List.of(layer) : List.of(layer, layer);
        return new EpochReport(
                epoch,
                1.5 / epoch,
                0.5,
                1.6 / epoch,
                0.4,
                0.1,
                9000,
                1000,
                Duration.ofMillis(1500),
                new LearntParameters(sharing, Map.of("a", values)));
    }

    /** Of an epoch, with made-up figures. */
    public static EpochReport report(int epoch) {
        return report(epoch, Sharing.NETWORK);
    }

    /** Of an epoch, with a content that tells it. */
    public static Checkpoint checkpoint(int epoch) {
        return new Checkpoint(epoch, 1.6 / epoch, ("weights " + epoch).getBytes(StandardCharsets.UTF_8));
    }

    /** Of 3 epochs, of which the second was the best. */
    public static TrainingResult result() {
        return new TrainingResult(test(2), test(3));
    }

    private static TestReport test(int epoch) {
        return new TestReport(epoch, 1.25, 0.75, 0.7, 0.6, 0.65, List.of(List.of(3, 1), List.of(0, 4)));
    }

    private static Recipe withEpochs(Recipe r, int epochs) {
        return new Recipe(
                r.model(),
                r.activation(),
                r.dataset(),
                epochs,
                r.batchSize(),
                r.optimizer(),
                r.learningRate(),
                r.momentum(),
                r.weightDecay(),
                r.schedule(),
                r.augmentation(),
                r.normalization(),
                r.shortcut(),
                r.validationFraction(),
                r.seed(),
                r.devices(),
                r.earlyStopping(),
                r.initialWeights());
    }
}
