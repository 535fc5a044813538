package dev.trainyard.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Waits for news of runs: for a notification of the database, and no longer than until the next poll. Has a connection
 * of its own while it listens. Used by one thread.
 */
@Component
class RunEventSignal {
    private static final Logger LOG = LoggerFactory.getLogger(RunEventSignal.class);

    /** How long the database takes a process for listening that it does not hear of. */
    private static final Duration LISTENING = Duration.ofSeconds(30);

    private final UUID process = UUID.randomUUID();
    private final DataSource database;
    private @Nullable Connection connection;
    private long announced;

    RunEventSignal(DataSource database) {
        this.database = database;
    }

    /** From now on news are signalled, if the database is there. */
    void listen() {
        try {
            if (connection == null) {
                connection = database.getConnection();
                execute(connection, "listen run_event");
                announce(connection);
            } else if (System.nanoTime() - announced > LISTENING.toNanos() / 3) {
                announce(connection);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("No notifications for a while", e);
            unlisten();
        }
    }

    /** Returns when there may be news, at the latest after that time. */
    void await(Duration poll) throws InterruptedException {
        Connection listening = connection;
        try {
            if (listening != null) {
                listening.unwrap(PGConnection.class).getNotifications((int) poll.toMillis());
                return;
            }
        } catch (SQLException e) {
            LOG.debug("No notifications for a while", e);
            unlisten();
        }
        Thread.sleep(poll.toMillis());
    }

    private void announce(Connection connection) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        jdbc.sql("""
                insert into event_listener (process, until) values (:process, now() + make_interval(secs => :seconds))
                on conflict (process) do update set until = excluded.until""")
                .param("process", process)
                .param("seconds", LISTENING.toSeconds())
                .update();
        jdbc.sql("delete from event_listener where until < now()").update();
        announced = System.nanoTime();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives the connection back to those who would be surprised by notifications. */
    void unlisten() {
        Connection listening = connection;
        connection = null;
        if (listening == null) {
            return;
        }
        try (listening) {
            execute(listening, "unlisten *");
        } catch (SQLException e) {
            LOG.debug("The connection is gone already", e);
        }
    }
}
