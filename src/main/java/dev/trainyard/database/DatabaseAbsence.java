package dev.trainyard.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot answer now, and may later, from one that was asked wrongly. */
public final class DatabaseAbsence {
    /**
     * SQLSTATEs of PostgreSQL, by their beginnings: a broken connection; a server that stops or starts; one that has no
     * connection, memory or disk left, or fails to read or write; a transaction that must be repeated; a server that was
     * the primary until a moment ago.
     */
    private static final List<String> STATES = List.of("08", "57P", "53", "58", "40", "25006");

    /** What the connection pool says, with no state, of a connection that was found broken before: at a rollback, say. */
    private static final String EVICTED = "Connection is closed";

    private DatabaseAbsence() {}

    /** Whether that is what went wrong, here or in a cause. */
    public static boolean isCauseOf(@Nullable Throwable exception) {
        return exception != null && (isAbsence(exception) || isCauseOf(exception.getCause()));
    }

    private static boolean isAbsence(Throwable exception) {
        return exception instanceof SQLTransientConnectionException
                || (exception instanceof SQLException sql
                        && (isAbsence(sql.getSQLState()) || EVICTED.equals(sql.getMessage())));
    }

    private static boolean isAbsence(@Nullable String state) {
        return state != null && STATES.stream().anyMatch(state::startsWith);
    }
}
