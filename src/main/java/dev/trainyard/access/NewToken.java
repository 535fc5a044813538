package dev.trainyard.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that an admin asks for.
 *
 * @param name for people
 * @param owner whose runs its bearer sees
 * @param expiresAt when it ends by itself, or null
 */
record NewToken(
        String name, String owner, Role role, @Nullable Instant expiresAt) {}
