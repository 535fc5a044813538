package dev.trainyard.chaos;

import java.sql.Connection;
import java.sql.SQLException;

/** What the database knows of a fleet's work; {@link Check#lines} reads them. */
final class FleetFigures {
    /** Until the first of those that submitted little had nothing left to claim. */
    private static final String ALL_WAITED = """
            with claim as (
                select run_event.sequence, run_event.at, run.owner from run_event join run on run.id = run_id
                where type = 'claimed' and owner like 'owner-%'),
            common as (select min(last) as until from (select max(at) as last from claim group by owner) as line),
            submitted as (select max(queued_at) as until from run where owner like 'owner-%'),
            share as (
                select owner, count(*) as claims from claim, common, submitted
                where claim.at between submitted.until and common.until group by owner)
            """;

    private static final String GAPS = """
            with claim as (
                select run_event.at, lag(run.ended_at) over slot as before
                from run_event join run on run.id = run_id where type = 'claimed' and owner like 'owner-%%'
                window slot as (partition by run_event.worker order by run_event.sequence))
            select %s from (
                select extract(epoch from at - before) * 1000 as millis from claim where before is not null) as gap""";

    private FleetFigures() {}

    static String fairness(Connection connection) throws SQLException {
        return one(connection, ALL_WAITED + """
                select concat(min(claims), ' to ', max(claims), ' of ', count(*), ' owners, ', sum(claims), ' in all')
                from share""");
    }

    /** Of the time between the end of a run and the next claim of the same slot, while runs waited. */
    static String idle(Connection connection) throws SQLException {
        return one(connection, GAPS.formatted("""
                concat(
                    round(percentile_cont(0.5) within group (order by millis)::numeric, 1), ', ',
                    round(percentile_cont(0.99) within group (order by millis)::numeric, 1), ', ',
                    round(max(millis)::numeric))"""));
    }

    /** From the moment a run was queued to its claim, of the runs of an owner. */
    static String waits(Connection connection, String owner) throws SQLException {
        return one(connection, """
                select concat(
                    round(percentile_cont(0.5) within group (order by millis)::numeric, 1), ', ',
                    round(percentile_cont(0.99) within group (order by millis)::numeric, 1), ', ',
                    round(max(millis)::numeric, 1))
                from (
                    select extract(epoch from at - queued_at) * 1000 as millis
                    from run_event join run on run.id = run_id where type = 'claimed' and owner = '%s') as wait
                """.formatted(owner));
    }

    static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(one(connection, "select (%s)::text".formatted(query)));
    }

    static String one(Connection connection, String query) throws SQLException {
        return Check.lines(connection, query).get(0);
    }
}
