package dev.trainyard.access;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** What is kept of a bearer token. */
@Entity
@SuppressWarnings("UnusedVariable") // the hash is read in SQL
class AccessToken {
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
        return isValid(revokedAt, expiresAt, now);
    }

    /** Whether a token that was revoked, and expires, at these times lets its bearer in. */
    static boolean isValid(@Nullable Instant revokedAt, @Nullable Instant expiresAt, Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Never lets its bearer in again; whether it did until now. */
    boolean revoke(Instant now) {
        boolean first = revokedAt == null;
        revokedAt = first ? now : revokedAt;
        return first;
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
