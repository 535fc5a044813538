package dev.trainyard.registry;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The versions that wait to be made, as those see them who make them. As with runs, a lease decides who may write: one
 * whose lease was taken away changes nothing.
 */
@Service
@Transactional
class BuildQueue {
    /** Of failures that may pass: a disk, the network, a process that died. */
    private static final int ATTEMPTS = 5;

    private final DatasetVersionRepository versions;
    private final Clock clock;

    BuildQueue(DatasetVersionRepository versions, @Qualifier("database") Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    /** Takes the next version that waits. */
    public Optional<Build> claim(String holder, Duration lease) {
        Optional<DatasetVersion> next = versions.lockNext(clock.instant());
        while (next.filter(this::isOver).isPresent()) {
            next = versions.lockNext(clock.instant());
        }
        return next.map(version -> {
            long token = versions.nextLeaseToken();
            version.claim(holder, token, clock.instant().plus(lease));
            return new Build(version.id(), token, version.origin(), version.base(), version.options());
        });
    }

    /** Ends a version whose makers died, or that was cancelled meanwhile. */
    private boolean isOver(DatasetVersion version) {
        if (version.isCancelRequested()) {
            version.cancelled(clock.instant());
        } else if (version.attempt() >= ATTEMPTS) {
            version.fail(
                    "attempts_exhausted",
                    "It was begun %d times, and each time the process ended or failed".formatted(ATTEMPTS),
                    clock.instant());
        } else {
            return false;
        }
        versions.saveAndFlush(version);
        return true;
    }

    /** Renews the lease, and says whether the making is to stop. */
    public boolean renew(Build build, Duration lease) {
        return leased(build)
                .map(version -> version.renew(clock.instant().plus(lease), build.latest()))
                .orElse(true);
    }

    /** Whether it is published: false if another process has the lease now. */
    public boolean succeed(Build build, MadeVersion made) {
        return leased(build)
                .map(version -> {
                    version.succeed(made, VersionFiles.key(build), clock.instant());
                    return true;
                })
                .orElse(false);
    }

    /** Ends it for good. */
    public void fail(Build build, String reason, @Nullable String detail) {
        leased(build).ifPresent(version -> version.fail(reason, detail, clock.instant()));
    }

    /** Leaves it to whoever comes next; one that was cancelled ends. */
    public void release(Build build) {
        leased(build).ifPresent(version -> {
            if (version.isCancelRequested()) {
                version.cancelled(clock.instant());
            } else {
                version.release();
            }
        });
    }

    /** Whether that is the lease under which a version is made now. */
    @Transactional(readOnly = true)
    public boolean isLeased(UUID version, long token) {
        return versions.existsByIdAndLeaseToken(version, token);
    }

    private Optional<DatasetVersion> leased(Build build) {
        return versions.lockLeased(build.version(), build.token());
    }
}
