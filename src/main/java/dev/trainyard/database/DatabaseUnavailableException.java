package dev.trainyard.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be used as it is; the message says why, {@link #remedy()} what the user can do about it. */
final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    DatabaseUnavailableException(String reason, String remedy) {
        this(reason, remedy, null);
    }

    DatabaseUnavailableException(String reason, String remedy, @Nullable Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
