package dev.trainyard.bench;

import io.gatling.javaapi.core.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** How long requests took, by their names: Gatling's own statistics come as web pages only. */
final class RequestTimes {
    /** Attributes of a session after a request: the milliseconds and the status of its answer. */
    static final String TIME = "time";

    static final String STATUS = "status";

    private static final int DIGITS = 3;
    private static final String TOTAL = "all";

    private final Map<String, Kind> kinds = new TreeMap<>();

    private static final class Kind {
        private final Histogram times = new Histogram(DIGITS);
        private final Map<String, Long> errors = new TreeMap<>();
        private long requests;

        private void add(Kind other) {
            times.add(other.times);
            other.errors.forEach((status, count) -> errors.merge(status, count, Long::sum));
            requests += other.requests;
        }
    }

    /** Notes the one request of a session. */
    synchronized Session add(String name, Session session) {
        Kind kind = kinds.computeIfAbsent(name, any -> new Kind());
        kind.requests++;
        if (session.isFailed()) {
            String status = session.contains(STATUS) ? String.valueOf(session.getInt(STATUS)) : "no answer";
            kind.errors.merge(status, 1L, Long::sum);
        }
        if (session.contains(TIME)) {
            kind.times.recordValue(session.getInt(TIME));
        }
        return session;
    }

    /** A row for each name, those of the warm-up in one, and one for all others. */
    synchronized List<LoadResult.Row> rows() {
        List<LoadResult.Row> rows = new ArrayList<>();
        Kind warmUp = new Kind();
        Kind measured = new Kind();
        kinds.forEach((name, kind) -> {
            if (name.startsWith(ApiLoad.WARM_UP)) {
                warmUp.add(kind);
            } else {
                measured.add(kind);
                rows.add(row(name, kind));
            }
        });
        rows.add(row(TOTAL, measured));
        rows.add(row(ApiLoad.WARM_UP, warmUp));
        return rows;
    }

    private static LoadResult.Row row(String name, Kind kind) {
        return new LoadResult.Row(
                name,
                kind.requests,
                kind.errors,
                kind.times.getValueAtPercentile(50),
                kind.times.getValueAtPercentile(95),
                kind.times.getValueAtPercentile(99),
                kind.times.getMaxValue());
    }
}
