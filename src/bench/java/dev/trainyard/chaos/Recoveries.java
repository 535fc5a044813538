package dev.trainyard.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How long runs lay fallow that their processes held when they fell silent: from that moment until another claim, or
 * until the run was paused or cancelled as somebody had asked.
 *
 * @param killed runs that lost a killed process
 * @param stopped runs that were taken from a stopped process before it went on
 * @param kept runs that a stopped process still had when it went on
 * @param unfinished those of them with which nothing happened until the end
 * @param takenBack seconds until the slowest of them was taken from its silent process; what follows is waiting for a
 *     process that is up and has nothing else to do
 * @param worst seconds
 * @param median seconds
 */
record Recoveries(int killed, int stopped, int kept, int unfinished, double takenBack, double worst, double median) {
    private static final String QUERY = """
            with held as (
                select silence.*, claim.run_id, greatest(claim.at, began) as since, lost.number as lost, lost.at as lost_at
                from witness.silence as silence
                join witness.note as claim on claim.writer = silence.writer and claim.thing = 'run'
                    and claim.old_token is null and claim.token is not null and claim.at < began + interval '1 second'
                left join lateral (
                    select number, at, settled_token from witness.note as later
                    where later.run_id = claim.run_id and later.thing = 'run' and later.number > claim.number
                        and later.token is distinct from claim.token
                    order by number limit 1) as lost on true
                where began > to_timestamp(0) and (lost.at is null or lost.at > began)
                    and lost.settled_token is distinct from claim.token),
            recovery as (
                select held.*, killed or lost_at < ended as taken, extract(epoch from lost_at - since) as free_after,
                    extract(epoch from resumed.at - since) as seconds
                from held left join lateral (
                    select at from witness.note as later
                    where later.run_id = held.run_id and thing = 'run' and number >= lost
                        and (token is not null or status in ('paused', 'cancelled', 'succeeded', 'failed'))
                    order by number limit 1) as resumed on true)
            select count(*) filter (where taken and killed), count(*) filter (where taken and not killed),
                count(*) filter (where not coalesce(taken, false)), count(*) filter (where taken and seconds is null),
                coalesce(max(free_after) filter (where taken), 0),
                coalesce(max(seconds) filter (where taken), 0),
                coalesce(percentile_cont(0.5) within group (order by seconds) filter (where taken), 0)
            from recovery""";

    static Recoveries read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new Recoveries(
                    row.getInt(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getDouble(5),
                    row.getDouble(6),
                    row.getDouble(7));
        }
    }
}
