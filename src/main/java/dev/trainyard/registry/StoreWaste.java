package dev.trainyard.registry;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is to be deleted from the store; the database notes it when the row goes that it belonged to. */
@Repository
class StoreWaste {
    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;

    StoreWaste(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All keys that begin so. */
    record Waste(String prefix, OffsetDateTime since) {}

    List<Waste> next() {
        return jdbc.sql("select prefix, since from store_waste order by since limit " + AT_ONCE)
                .query((row, number) ->
                        new Waste(row.getString("prefix"), row.getObject("since", OffsetDateTime.class)))
                .list();
    }

    /** It is deleted; what came since then is not. */
    void done(Waste waste) {
        jdbc.sql("delete from store_waste where prefix = :prefix and since = :since")
                .param("prefix", waste.prefix())
                .param("since", waste.since())
                .update();
    }
}
