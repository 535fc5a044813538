package dev.trainyard.run;

/** The lease that a worker held a run with is gone; whatever it does for the run is in vain, so it stops. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLostException(ClaimedRun claim) {
        super("The lease %d of %s is lost".formatted(claim.leaseToken(), claim.id()));
    }
}
