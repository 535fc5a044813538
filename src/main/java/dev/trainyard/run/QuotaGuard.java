package dev.trainyard.run;

import dev.trainyard.access.QuotaExceededException;
import dev.trainyard.access.Quotas;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.request.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Holds owners to their quotas, also when they ask for much at the same moment. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class QuotaGuard {
    private static final Duration DAY = Duration.ofDays(1);
    /** Nobody knows when a run will leave the queue; asking once a minute is enough. */
    private static final Duration QUEUE_MOVES = Duration.ofMinutes(1);

    private final Quotas quotas;
    private final QuotaLedger ledger;
    private final DatasetCatalog datasets;
    private final Clock clock;

    QuotaGuard(Quotas quotas, QuotaLedger ledger, DatasetCatalog datasets, Clock clock) {
        this.quotas = quotas;
        this.ledger = ledger;
        this.datasets = datasets;
        this.clock = clock;
    }

    /**
     * Admits a run that was just put into the queue, new or again. Submissions of one owner wait here for one another, so
     * that none is counted too late.
     *
     * @param epochs that were asked for with this
     * @throws QuotaExceededException if its owner may not have it now
     */
    public void admit(Run run, int epochs) {
        if (quotas.limitSubmissions()) {
            ledger.lockOwner(run.owner());
            checkQueue(run);
            if (epochs > 0) {
                checkImages(run, epochs);
            }
        }
    }

    private void checkQueue(Run run) {
        long queued = ledger.queuedBeside(run);
        if (queued >= quotas.queued()) {
            throw new QuotaExceededException("queued", quotas.queued(), queued, 1, QUEUE_MOVES);
        }
    }

    private void checkImages(Run run, int epochs) {
        Instant now = clock.instant();
        Instant yesterday = now.minus(DAY);
        long images = images(run.spec().dataset());
        long asked = images * epochs;
        long used = ledger.imagesSince(run.owner(), yesterday);
        if (asked > quotas.imagesPerDay() - used) {
            Instant freed = ledger.freed(run.owner(), yesterday, used + asked - quotas.imagesPerDay())
                    .orElse(now);
            throw new QuotaExceededException(
                    "images_per_day", quotas.imagesPerDay(), used, asked, Duration.between(yesterday, freed));
        }
        ledger.charge(run, epochs, images, now, yesterday);
    }

    private long images(String dataset) {
        return datasets.find(dataset)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "dataset_unavailable",
                        "The data set %s is not there for you any more".formatted(dataset)))
                .trainImages();
    }

    /**
     * Has claims wait here for one another where an owner's runs at work are limited: two at once would each see one place
     * left, and both take it.
     */
    public void admitClaim() {
        if (quotas.limitClaims()) {
            ledger.lockClaims();
        }
    }

    /** An owner's runs at work with which it may have no more. */
    public long running() {
        return quotas.running();
    }
}
