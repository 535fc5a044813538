package dev.trainyard.run;

import dev.trainyard.request.EventOutput;
import dev.trainyard.request.EventText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A client that listens to a run, and where it is. Used by the thread that feeds it. */
final class RunListener {
    private final EventOutput output;
    private RunEventCursor cursor;
    private RunNews.@Nullable Step lastStep;
    private Instant lastSent;
    private boolean behind;

    RunListener(EventOutput output, RunEventCursor cursor, Instant now) {
        this.output = output;
        this.cursor = cursor;
        this.lastSent = now;
    }

    RunEventCursor cursor() {
        return cursor;
    }

    /** Whether it has taken all that it was sent. */
    boolean isReady() {
        return output.isIdle();
    }

    /** Whether more has happened than it was sent. */
    boolean isBehind() {
        return behind;
    }

    boolean isClosed() {
        return output.isClosed();
    }

    /** Tells it what happened after its cursor, and the step that its run is at if it is up to date. */
    void tell(RunNews news, Instant now) {
        RunNews.Page page = news.page(cursor);
        if (page == null) {
            output.end(); // the run is deleted
            return;
        }
        cursor = new RunEventCursor(cursor.run(), page.position());
        behind = page.more();
        send(page.text(), now);
        RunNews.Step step = news.step(cursor.run());
        if (step != null && !behind && !isKnown(step)) {
            lastStep = step;
            send(step.text(), now);
        }
        if (page.done()) {
            output.end();
        }
    }

    private boolean isKnown(RunNews.Step step) {
        return lastStep != null
                && lastStep.epoch() == step.epoch()
                && lastStep.progress().equals(step.progress());
    }

    /** Sends a comment if it was sent nothing for so long. */
    void keepAlive(Instant now, Duration silence) {
        if (!lastSent.plus(silence).isAfter(now)) {
            send(EventText.KEEP_ALIVE, now);
        }
    }

    private void send(byte[] text, Instant now) {
        if (text.length > 0) {
            lastSent = now;
            output.send(text);
        }
    }

    /** Lets go of it if it has not taken what it was sent by then; says whether it has. */
    boolean dropIfBusySince(Instant time) {
        boolean busy = !output.isIdle() && lastSent.isBefore(time);
        if (busy) {
            output.abandon();
        }
        return busy;
    }

    /** Ends the stream after what was sent. */
    void close() {
        output.end();
    }
}
