package dev.trainyard.chaos;

import java.sql.Connection;
import java.sql.SQLException;

/** What the database knows of a fleet's work; {@link Check#lines} reads them. */
final class FleetFigures {
    private static final String GAPS = """
            with claim as (
                select run_event.at, lag(run.ended_at) over slot as before
                from run_event join run on run.id = run_id where type = 'claimed' and owner like 'owner-%%'
                window slot as (partition by run_event.worker order by run_event.sequence))
            select %s from (
                select extract(epoch from at - before) * 1000 as millis from claim where before is not null) as gap""";

    private FleetFigures() {}

    /** Of the time between the end of a run and the next claim of the same slot, while runs waited. */
    static String idle(Connection connection) throws SQLException {
        return Check.value(connection, GAPS.formatted("""
                concat(
                    round(percentile_cont(0.5) within group (order by millis)::numeric, 1), ', ',
                    round(percentile_cont(0.99) within group (order by millis)::numeric, 1), ', ',
                    round(max(millis)::numeric))"""));
    }

    /** From the moment a run was queued to its claim, of the runs of owners whose names are like that. */
    static String waits(Connection connection, String owners) throws SQLException {
        return Check.value(connection, """
                select concat(
                    round(percentile_cont(0.5) within group (order by millis)::numeric, 1), ', ',
                    round(percentile_cont(0.99) within group (order by millis)::numeric, 1), ', ',
                    round(max(millis)::numeric, 1))
                from (
                    select extract(epoch from at - queued_at) * 1000 as millis
                    from run_event join run on run.id = run_id where type = 'claimed' and owner like '%s') as wait
                """.formatted(owners));
    }

    static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(Check.value(connection, "select (%s)::text".formatted(query)));
    }
}
