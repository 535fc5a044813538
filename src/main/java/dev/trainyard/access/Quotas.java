package dev.trainyard.access;

/**
 * What each owner may have.
 *
 * @param queued runs that wait
 * @param running runs that workers have, at the same time
 * @param imagesPerDay training images times epochs of the runs submitted within 24 hours
 */
public record Quotas(long queued, long running, long imagesPerDay) {
    static final Quotas UNLIMITED = new Quotas(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** About 22 published runs a day (CIFAR-10, 90 epochs), four of them at the same time. */
    static final Quotas SENSIBLE = new Quotas(100, 4, 100_000_000);

    /** Whether a submission can be too much. */
    public boolean limitSubmissions() {
        return queued < Long.MAX_VALUE || imagesPerDay < Long.MAX_VALUE;
    }

    /** Whether a claim can be too much. */
    public boolean limitClaims() {
        return running < Long.MAX_VALUE;
    }
}
