package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class RunEventSignalTest {
    @Autowired
    private DataSource database;

    @Autowired
    private RunSignals signals;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anEventWakesWhoListensLongBeforeTheNextPoll() throws Exception {
        var signal = new RunEventSignal(signals, jdbc);
        signal.listen();
        try {
            var woken = CompletableFuture.runAsync(() -> await(signal));
            fixture.submit();

            woken.get(20, TimeUnit.SECONDS);
        } finally {
            signal.unlisten();
        }
    }

    @Test
    void withoutANotificationItIsTheNextPollThatWakes() throws Exception {
        var signal = new RunEventSignal(signals, jdbc);
        signal.await(Duration.ofMillis(1));
        signal.listen();
        signal.await(Duration.ofMillis(1));
        signal.unlisten();
    }

    @Test
    void nobodyIsNotifiedWhileNobodyListens() throws SQLException {
        jdbc.sql("delete from event_listener").update();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen run_event");
            fixture.submit();
            statement.execute("notify run_event, 'probe'");

            assertThat(connection.unwrap(PGConnection.class).getNotifications(10_000))
                    .extracting(PGNotification::getParameter)
                    .containsExactly("probe");
            statement.execute("unlisten *");
        }
    }

    private static void await(RunEventSignal signal) {
        try {
            signal.await(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
