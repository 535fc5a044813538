package dev.trainyard.access;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** What is kept of a bearer token. */
@Entity
@SuppressWarnings("UnusedVariable") // the hash is read in SQL
@DynamicUpdate // a use that is noted must not undo a revocation at the same time
class AccessToken {
    /** So often at most a use is noted: not every request should write. */
    private static final Duration PRECISION = Duration.ofMinutes(1);

    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;
    private String owner;

    @Enumerated(EnumType.STRING)
    private Role role;

    private String prefix;
    private byte[] sha256;
    private Instant createdAt;
    private @Nullable Instant lastUsedAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    protected AccessToken() {}

    @SuppressWarnings("NullAway.Init") // the id is given when it is stored
    AccessToken(NewToken asked, Secret secret, Instant now) {
        this.name = asked.name();
        this.owner = asked.owner();
        this.role = asked.role();
        this.expiresAt = asked.expiresAt();
        this.prefix = secret.prefix();
        this.sha256 = secret.sha256();
        this.createdAt = now;
    }

    /** Whether its bearer is let in. */
    boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    void used(Instant now) {
        if (lastUsedAt == null || lastUsedAt.plus(PRECISION).isBefore(now)) {
            lastUsedAt = now;
        }
    }

    /** Never lets its bearer in again; whether it did until now. */
    boolean revoke(Instant now) {
        boolean first = revokedAt == null;
        revokedAt = first ? now : revokedAt;
        return first;
    }

    Caller caller() {
        return new Caller(owner, role, tokenId().toString());
    }

    TokenId tokenId() {
        return new TokenId(id);
    }

    /** All but the hash. */
    TokenView view() {
        return new TokenView(
                tokenId().toString(), name, owner, role.label(), prefix, createdAt, lastUsedAt, expiresAt, revokedAt);
    }
}
