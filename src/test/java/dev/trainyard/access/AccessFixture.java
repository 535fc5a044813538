package dev.trainyard.access;

import dev.trainyard.run.TestClock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Callers to test with, and a look into the database behind their back. */
public class AccessFixture {
    /** The operator's token. */
    public static final String ADMIN = "the-operators-token.0123456789abcdef";

    private final Tokens tokens;
    private final JdbcClient jdbc;
    private final TestClock clock;

    AccessFixture(Tokens tokens, JdbcClient jdbc, TestClock clock) {
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** No runs, nothing used of a quota, and no failed login that still counts. */
    public void reset() {
        jdbc.sql("delete from run").update();
        jdbc.sql("delete from quota_charge").update();
        jdbc.sql("delete from dataset").update();
        clock.advance(FailedLogins.WINDOW);
    }

    /** A new token. */
    public String token(String owner, Role role) {
        return tokens.issue(new NewToken("test", owner, role, null), "test").token();
    }

    /** Who was behind each event of a run: its owner's name, or nothing. */
    List<String> actors(String run) {
        return jdbc.sql("select split_part(coalesce(actor, ''), '/', 1) from run_event"
                        + " where 'run_' || replace(run_id::text, '-', '') = :run order by sequence")
                .param("run", run)
                .query(String.class)
                .list();
    }

    /** The newest events of the audit, as {@code actor action subject}, the oldest first. */
    List<String> audit(int count) {
        return jdbc.sql("select line from (select sequence, actor || ' ' || action || ' ' || subject as line"
                        + " from audit_event order by sequence desc limit :count) as newest order by sequence")
                .param("count", count)
                .query(String.class)
                .list();
    }
}
