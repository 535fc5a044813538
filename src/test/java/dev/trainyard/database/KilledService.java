package dev.trainyard.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

/** A service in a process of its own: commits a row, says so, and waits to be killed. Argument: its data directory. */
final class KilledService {
    private KilledService() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        EmbeddedDatabase database =
                EmbeddedDatabase.start(new DatabaseFiles(Path.of(arguments[0]), PostgresForTests.BINARIES));
        try (Connection connection = DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (line text)");
            statement.execute("INSERT INTO note VALUES ('written before the kill')");
            System.out.println("committed");
            new CountDownLatch(1).await();
        }
    }
}
