package dev.trainyard.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Compares what clients heard of their runs with what the database says happened: all of it, once, in order. */
final class Streams {
    private Streams() {}

    /** A line for each client that heard something else. */
    static List<String> faults(Connection connection, List<Order> orders) throws SQLException {
        List<String> faults = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select sequence, type, epoch from run_event where run_id = ? order by sequence")) {
            for (Order order : orders) {
                query.setObject(1, uuid(order.run()));
                List<Follower.Event> happened = read(query);
                List<Follower.Event> heard = order.follower().events();
                if (!heard.equals(happened)) {
                    faults.add("%s: heard %s, happened %s".formatted(order.name(), heard, happened));
                }
            }
        }
        return faults;
    }

    static int heard(List<Order> orders) {
        return orders.stream()
                .mapToInt(order -> order.follower().events().size())
                .sum();
    }

    private static List<Follower.Event> read(PreparedStatement query) throws SQLException {
        List<Follower.Event> happened = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                happened.add(new Follower.Event(rows.getLong(1), rows.getString(2), rows.getInt(3)));
            }
        }
        return happened;
    }

    /** Of {@code run_} and 32 digits. */
    private static UUID uuid(String run) {
        String digits = run.substring(run.indexOf('_') + 1);
        int[] ends = {0, 8, 12, 16, 20, 32};
        return UUID.fromString(IntStream.range(0, 5)
                .mapToObj(i -> digits.substring(ends[i], ends[i + 1]))
                .reduce((left, right) -> left + "-" + right)
                .orElseThrow());
    }
}
