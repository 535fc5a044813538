package dev.trainyard.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks tokens up. It comes before every request, so it is one short statement without a transaction. */
@Repository
class TokenLookup {
    /** So often at most a use is noted: not every request should write. */
    private static final Duration PRECISION = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    TokenLookup(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Known(
            UUID id,
            String owner,
            Role role,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            @Nullable Instant expiresAt) {
        boolean wasUsedSince(Instant time) {
            return lastUsedAt != null && !lastUsedAt.isBefore(time);
        }

        Caller caller() {
            return new Caller(owner, role, new TokenId(id).toString());
        }
    }

    /** Whose token it is, if it lets its bearer in. */
    Optional<Caller> caller(Secret secret) {
        Instant now = clock.instant();
        Optional<Known> valid = jdbc.sql("""
                        select id, owner, role, last_used_at, revoked_at, expires_at
                        from access_token where sha256 = :sha256""")
                .param("sha256", secret.sha256())
                .query((row, number) -> new Known(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        Objects.requireNonNull(Role.labelled().get(row.getString(3))),
                        instant(row.getTimestamp(4)),
                        instant(row.getTimestamp(5)),
                        instant(row.getTimestamp(6))))
                .optional()
                .filter(token -> AccessToken.isValid(token.revokedAt(), token.expiresAt(), now));
        valid.filter(token -> !token.wasUsedSince(now.minus(PRECISION))).ifPresent(token -> note(token.id(), now));
        return valid.map(Known::caller);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /** Undoes no revocation at the same time. */
    private void note(UUID token, Instant now) {
        jdbc.sql("update access_token set last_used_at = :now where id = :id")
                .param("now", Timestamp.from(now))
                .param("id", token)
                .update();
    }
}
