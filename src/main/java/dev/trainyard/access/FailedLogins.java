package dev.trainyard.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Counts failed logins, of an address or of the beginning of a token. In memory, for this process: it is not what keeps
 * guesses from succeeding (no one guesses 256 bits), it keeps them from costing much.
 */
@Component
class FailedLogins {
    static final int ALLOWED = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** An attacker with many addresses must not fill the memory. */
    private static final int REMEMBERED = 10_000;

    private final Cache<String, Failures> sources = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(WINDOW)
            .build();
    private final Clock clock;

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant until) {}

    /** How long logins from there are refused; empty if they are not. */
    Optional<Duration> refusedFor(Collection<String> from) {
        Instant now = clock.instant();
        return from.stream()
                .flatMap(source -> Optional.ofNullable(sources.getIfPresent(source)).stream())
                .filter(failures -> failures.count() >= ALLOWED && now.isBefore(failures.until()))
                .map(failures -> Duration.between(now, failures.until()))
                .max(Duration::compareTo);
    }

    /** One more failure from there. */
    void count(Collection<String> from) {
        Instant now = clock.instant();
        for (String source : from) {
            sources.asMap()
                    .compute(
                            source,
                            (same, known) -> known == null || !now.isBefore(known.until())
                                    ? new Failures(1, now.plus(WINDOW))
                                    : new Failures(known.count() + 1, known.until()));
        }
    }

    /** How many sources are remembered. */
    long size() {
        sources.cleanUp();
        return sources.estimatedSize();
    }
}
