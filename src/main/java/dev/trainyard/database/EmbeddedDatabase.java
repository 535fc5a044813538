package dev.trainyard.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A running PostgreSQL on a random port of the loopback interface, whose data outlives this process, however it ends.
 * Its directory belongs to this process until {@link #close()}.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final DatabaseFiles files;
    private final DirectoryLock lock;
    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(DatabaseFiles files, DirectoryLock lock, EmbeddedPostgres server, String password) {
        this.files = files;
        this.lock = lock;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server, on a new cluster where there is none yet.
     *
     * @throws DatabaseUnavailableException if a live service owns the directory, if another PostgreSQL made it, or if
     *     the server does not start as it must
     */
    static EmbeddedDatabase start(DatabaseFiles files) {
        long begin = System.nanoTime();
        try {
            files.create();
            EmbeddedDatabase database = start(files, DirectoryLock.acquire(files));
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            LOG.info(
                    "PostgreSQL started in {} ms: directory {}, port {}",
                    taken.toMillis(),
                    files.cluster(),
                    database.server.getPort());
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            throw failure(files, e);
        } catch (ExceptionInInitializerError e) { // what zonky makes of an IOException while it unpacks
            throw failure(files, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(files, e);
        }
    }

    private static EmbeddedDatabase start(DatabaseFiles files, DirectoryLock lock)
            throws IOException, SQLException, InterruptedException {
        boolean started = false;
        try {
            Cluster cluster = Cluster.prepare(files);
            EmbeddedDatabase database = new EmbeddedDatabase(files, lock, cluster.launch(), cluster.password());
            started = true;
            return database;
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    private static DatabaseUnavailableException failure(DatabaseFiles files, Throwable cause) {
        return new DatabaseUnavailableException(
                "PostgreSQL could not be started in %s: %s".formatted(files.cluster(), cause.getMessage()),
                "Its own messages are in %s.".formatted(files.log()),
                cause);
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public String getPassword() {
        return password;
    }

    /** Stops the server after its connections are broken off and its data are written, then gives the directory up. */
    @Override
    public void close() throws IOException, InterruptedException {
        try (lock) {
            server.close();
            Postmaster.stopRemaining(files.cluster()); // zonky's own patience ends after five seconds
        }
    }
}
