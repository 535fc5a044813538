package dev.trainyard.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a database that does not answer from one that was asked wrongly. */
final class DatabaseAbsence {
    /** SQLSTATE classes of PostgreSQL: connection exceptions, and a server that is shutting down or starting. */
    private static final String CONNECTION = "08";

    private static final String SHUTDOWN = "57P";

    private DatabaseAbsence() {}

    static boolean isCauseOf(@Nullable Throwable exception) {
        return exception != null && (isAbsence(exception) || isCauseOf(exception.getCause()));
    }

    private static boolean isAbsence(Throwable exception) {
        return exception instanceof SQLTransientConnectionException
                || (exception instanceof SQLException sql && isAbsence(sql.getSQLState()));
    }

    private static boolean isAbsence(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION) || state.startsWith(SHUTDOWN));
    }
}
