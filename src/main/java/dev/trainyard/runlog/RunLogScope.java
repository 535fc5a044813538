package dev.trainyard.runlog;

import dev.trainyard.run.ClaimedRun;
import org.slf4j.MDC;

/** While it is open, all that this thread logs belongs to a run, in the run's log as in the log of the process. */
public final class RunLogScope implements AutoCloseable {
    static final String RUN = "run";
    static final String ATTEMPT = "attempt";

    private RunLogScope() {}

    /** From now on this thread works for that run. */
    public static RunLogScope enter(ClaimedRun run) {
        MDC.put(RUN, run.id().toString());
        MDC.put(ATTEMPT, String.valueOf(run.attempt()));
        return new RunLogScope();
    }

    @Override
    public void close() {
        MDC.remove(RUN);
        MDC.remove(ATTEMPT);
    }
}
