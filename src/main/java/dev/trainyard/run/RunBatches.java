package dev.trainyard.run;

import dev.trainyard.access.QuotaExceededException;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Many runs at a time, for other packages. Each is as ordinary as one that was submitted alone. */
@Component
public class RunBatches {
    private final RunRequestReader reader;
    private final Runs runs;

    RunBatches(RunRequestReader reader, Runs runs) {
        this.reader = reader;
        this.runs = runs;
    }

    /**
     * Reads what could be the body of a request for a run.
     *
     * @throws InvalidRequestException with everything that is wrong
     */
    public NewRun read(JsonNode body) {
        return reader.read(body);
    }

    /**
     * Puts runs into the queue, all or none.
     *
     * @return their ids, in the same order
     * @throws QuotaExceededException if the owner may not have so many
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RunId> submit(List<NewRun> asked, String owner) {
        return asked.stream()
                .map(each ->
                        RunId.parse(runs.submit(each, owner).summary().id()).orElseThrow())
                .toList();
    }

    /** Cancels those that have not ended; says how many there were. */
    public int cancel(Collection<RunId> some) {
        return each(some, runs::cancel);
    }

    /** Pauses those that wait or are trained; says how many there were. */
    public int pause(Collection<RunId> some) {
        return each(some, runs::pause);
    }

    /**
     * Puts those that are paused back into the queue; says how many there were.
     *
     * @throws QuotaExceededException if the owner may not have so many in the queue; those before it are there
     */
    public int resume(Collection<RunId> some) {
        return each(some, runs::resume);
    }

    /** Each is a transaction of its own: nobody waits for all of them. */
    private static int each(Collection<RunId> some, Consumer<String> change) {
        int changed = 0;
        for (RunId run : some) {
            try {
                change.accept(run.toString());
                changed++;
            } catch (QuotaExceededException e) {
                throw e;
            } catch (ProblemException inNoStateForIt) {
                // It has ended meanwhile, or is where it is to go, or was deleted.
            }
        }
        return changed;
    }
}
