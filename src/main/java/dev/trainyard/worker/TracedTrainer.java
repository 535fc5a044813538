package dev.trainyard.worker;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.StepReport;
import dev.trainyard.training.TrainingObserver;
import dev.trainyard.training.TrainingResult;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * A trainer whose work is in the trace of the request that submitted the run: a span for the wait in the queue, one for
 * the attempt, and in it one for each epoch.
 */
final class TracedTrainer implements Trainer {
    private final Tracer tracer;
    private final Trainer trainer;

    TracedTrainer(Tracer tracer, Trainer trainer) {
        this.tracer = tracer;
        this.trainer = trainer;
    }

    @Override
    public TrainingResult train(ClaimedRun run, TrainingObserver observer) {
        Instant claimed = Instant.now();
        span(run, "run.queue", claimed.minus(run.waited())).end(micros(claimed), TimeUnit.MICROSECONDS);
        Span attempt = span(run, "run.attempt", claimed);
        try (Tracer.SpanInScope scope = tracer.withSpan(attempt)) {
            return trainer.train(run, new TracedEpochs(observer));
        } catch (Assignment.StoppedException e) {
            attempt.event("stopped");
            throw e;
        } catch (Throwable e) {
            attempt.error(e);
            throw e;
        } finally {
            attempt.end();
        }
    }

    private Span span(ClaimedRun run, String name, Instant start) {
        Span.Builder span = tracer.spanBuilder().name(name).startTimestamp(micros(start), TimeUnit.MICROSECONDS);
        String traceparent = run.traceparent();
        if (traceparent == null) {
            span.setNoParent();
        } else {
            span.setParent(context(traceparent));
        }
        return span.tag("run", run.id().toString())
                .tag("attempt", run.attempt())
                .tag("recipe", run.recipe().title())
                .start();
    }

    /** What W3C Trace Context writes as version, trace, span and flags; only sampled ones are stored. */
    private TraceContext context(String traceparent) {
        String[] parts = traceparent.split("-", -1);
        return tracer.traceContextBuilder()
                .traceId(parts[1])
                .spanId(parts[2])
                .sampled(true)
                .build();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private final class TracedEpochs implements TrainingObserver {
        private final TrainingObserver observer;

        TracedEpochs(TrainingObserver observer) {
            this.observer = observer;
        }

        @Override
        public void stepped(StepReport step) {
            observer.stepped(step);
        }

        /** The span is that of the training, and ends before the epoch is committed. */
        @Override
        public void epochEnded(EpochReport epoch, Checkpoint checkpoint, boolean best) {
            Instant end = Instant.now();
            tracer.spanBuilder()
                    .name("run.epoch")
                    .startTimestamp(micros(end.minus(epoch.duration())), TimeUnit.MICROSECONDS)
                    .tag("epoch", epoch.epoch())
                    .tag("train_loss", epoch.trainLoss())
                    .tag("train_accuracy", epoch.trainAccuracy())
                    .tag("validation_loss", epoch.validationLoss())
                    .tag("validation_accuracy", epoch.validationAccuracy())
                    .tag("learning_rate", epoch.learningRate())
                    .tag("images_per_second", epoch.imagesPerSecond())
                    .start()
                    .end(micros(end), TimeUnit.MICROSECONDS);
            observer.epochEnded(epoch, checkpoint, best);
        }
    }
}
