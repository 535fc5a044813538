package dev.trainyard.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.PGProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A connection outside the pool on which the database tells of runs that are queued, that are to stop, and of news. */
final class SignalConnection implements AutoCloseable {
    /** The trigger in V5__queue.sql sends to these channels. */
    static final String QUEUED = "trainyard_queued";

    static final String STOP = "trainyard_stop";
    /** The trigger in V4__api.sql sends to this one, while somebody listens to runs. */
    static final String NEWS = "run_event";
    /** As pg_stat_activity shows it. */
    static final String NAME = "trainyard-signals";

    private static final int SILENCE_MILLIS = 15_000;
    private static final int ANSWER_SECONDS = 5;

    private final Connection connection;

    private SignalConnection(Connection connection) {
        this.connection = connection;
    }

    static SignalConnection open(JdbcConnectionDetails database) throws SQLException {
        SignalConnection opened =
                new SignalConnection(DriverManager.getConnection(database.getJdbcUrl(), properties(database)));
        try (Statement statement = opened.connection.createStatement()) {
            statement.execute("listen " + QUEUED);
            statement.execute("listen " + STOP);
            statement.execute("listen " + NEWS);
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private static Properties properties(JdbcConnectionDetails database) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, database.getUsername());
        PGProperty.PASSWORD.set(properties, database.getPassword());
        PGProperty.APPLICATION_NAME.set(properties, NAME);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        return properties;
    }

    /**
     * What came in, waiting for something; empty after a long silence.
     *
     * @throws SQLException if the connection is broken; after a silence it is asked whether it is
     */
    List<PGNotification> await() throws SQLException {
        PGNotification[] received = connection.unwrap(PGConnection.class).getNotifications(SILENCE_MILLIS);
        if (received != null && received.length > 0) {
            return List.of(received);
        }
        if (!connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("The connection does not answer");
        }
        return List.of();
    }

    /** Breaks the connection off, also while somebody waits for it. */
    @Override
    public void close() throws SQLException {
        connection.abort(Runnable::run);
    }
}
