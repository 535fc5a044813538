package dev.trainyard.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Settings of access; the issuer of OIDC is Spring's own {@code spring.security.oauth2.resourceserver.jwt}. */
@ConfigurationProperties("trainyard.access")
record AccessSettings(@DefaultValue Oidc oidc, @DefaultValue Limits quotas) {

    /**
     * Where a JWT says who its bearer is; a dot leads into an object ({@code realm_access.roles}).
     *
     * @param rolesClaim claim of a JWT with a role, or with a list of which the highest counts
     * @param ownerClaim claim of a JWT that is the owner of its runs; should never be given to another person
     */
    record Oidc(
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("sub") String ownerClaim) {}

    /**
     * What each owner may have; null for the default, see {@link Quotas}.
     *
     * @param queued runs of an owner that wait; by default 100, and without limit while the service is open
     * @param running runs of an owner at work at the same time, on all workers; by default 4, and without limit while the
     *     service is open
     * @param imagesPerDay training images times epochs that an owner submits in 24 hours; by default 100000000, and without
     *     limit while the service is open
     * @param datasetBytes bytes that an owner's versions of data sets and archives take in the store; by default 100000000000, and
     *     without limit while the service is open
     */
    record Limits(
            @Nullable Long queued,
            @Nullable Long running,
            @Nullable Long imagesPerDay,
            @Nullable Long datasetBytes) {
        Limits {
            requirePositive("queued", queued);
            requirePositive("running", running);
            requirePositive("images-per-day", imagesPerDay);
            requirePositive("dataset-bytes", datasetBytes);
        }

        Quotas orElse(Quotas absent) {
            return new Quotas(
                    queued == null ? absent.queued() : queued,
                    running == null ? absent.running() : running,
                    imagesPerDay == null ? absent.imagesPerDay() : imagesPerDay,
                    datasetBytes == null ? absent.datasetBytes() : datasetBytes);
        }

        private static void requirePositive(String name, @Nullable Long value) {
            if (value != null && value < 1) {
                throw new IllegalArgumentException(
                        "trainyard.access.quotas.%s must be at least 1, but is %d".formatted(name, value));
            }
        }
    }
}
