package dev.trainyard.access;

/**
 * What each owner may have.
 *
 * @param queued runs that wait
 * @param running runs that workers have, at the same time
 * @param imagesPerDay training images times epochs of the runs submitted within 24 hours
 * @param datasetBytes that the versions of data sets and the archives which come for them take in the store
 */
public record Quotas(long queued, long running, long imagesPerDay, long datasetBytes) {
    static final Quotas UNLIMITED = new Quotas(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** About 22 published runs a day (CIFAR-10, 90 epochs), four of them at the same time, and data sets of 500 times CIFAR-10. */
    static final Quotas SENSIBLE = new Quotas(100, 4, 100_000_000, 100_000_000_000L);

    /** Whether a submission can be too much. */
    public boolean limitSubmissions() {
        return queued < Long.MAX_VALUE || imagesPerDay < Long.MAX_VALUE;
    }

    /** Whether a claim can be too much. */
    public boolean limitClaims() {
        return running < Long.MAX_VALUE;
    }
}
