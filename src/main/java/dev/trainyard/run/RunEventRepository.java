package dev.trainyard.run;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RunEventRepository extends Repository<RunEvent, Long> {
    /**
     * For each pair of a run and a sequence the first events of the run after it, in order. Of one run they are stored
     * in the order of their sequence, since who changes a run holds its lock: what is after one event can only come
     * after it. Of different runs they are not: another run's event with a smaller sequence may yet come.
     */
    @Query(nativeQuery = true, value = """
            select distinct event.* from unnest(:runs, :after) as cursor (run_id, after)
            cross join lateral (
                select * from run_event where run_event.run_id = cursor.run_id and sequence > cursor.after
                order by sequence limit :limit) as event
            order by event.sequence""")
    List<RunEvent> after(UUID[] runs, Long[] after, int limit);

    /** The newest event's sequence; every run has one, since {@link RunEventRemains} leaves ends. */
    @Query("select max(e.sequence) from RunEvent e where e.run.id = :run")
    long lastSequence(UUID run);
}
