package dev.trainyard.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as admins see it.
 *
 * @param prefix how the secret begins
 * @param lastUsedAt to a minute, or null if it never was
 */
record TokenView(
        String id,
        String name,
        String owner,
        String role,
        String prefix,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {}
