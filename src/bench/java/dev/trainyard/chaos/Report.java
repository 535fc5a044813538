package dev.trainyard.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints a table for docs/reliability.md, and whatever is wrong. */
final class Report {
    private boolean failed;

    Report() {
        System.out.println("| what | |");
        System.out.println("|---|--:|");
    }

    void row(String what, Object value) {
        System.out.printf("| %s | %s |%n", what, value);
    }

    private void decimal(String what, double value) {
        row(what, String.format(Locale.ROOT, "%.1f", value));
    }

    void harm(Mayhem.Harm harm, Duration time) {
        decimal("minutes of chaos", time.toMillis() / 60_000.0);
        row("processes killed with SIGKILL, each while it was up", harm.kills);
        decimal("of them a minute", harm.kills * 60_000.0 / time.toMillis());
        row("processes stopped with SIGSTOP for longer than the lease", harm.stops);
        row("restarts of PostgreSQL (fast)", harm.restarts);
        row("crashes of PostgreSQL (immediate restart)", harm.crashes);
        row("connections ended with pg_terminate_backend", harm.terminatedBackends);
        row("processes that ended of themselves", harm.diedOfThemselves);
    }

    void recoveries(Recoveries recoveries, Duration target) {
        row("runs that lost a killed process", recoveries.killed());
        row("runs taken from a stopped process", recoveries.stopped());
        row("runs that a stopped process still had when it went on", recoveries.kept());
        decimal("worst time until a run was free for others, s", recoveries.takenBack());
        decimal("median recovery, s", recoveries.median());
        decimal("worst recovery, s", recoveries.worst());
        require(
                "every run was free for others after at most the lease and 15 s",
                recoveries.takenBack() * 1000 <= target.toMillis());
        require("every recovery takes at most the lease and 15 s", recoveries.worst() * 1000 <= target.toMillis());
        require("every run that lost its process was recovered", recoveries.unfinished() == 0);
    }

    void check(String what, List<String> faults) {
        require(what, faults.isEmpty());
        faults.stream().limit(20).forEach(fault -> System.err.println("  FAULT " + fault));
    }

    void require(String what, boolean met) {
        row(what, met ? "yes" : "**NO**");
        failed |= !met;
    }

    boolean failed() {
        return failed;
    }
}
