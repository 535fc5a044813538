package dev.trainyard.run;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface EpochRepository extends Repository<Epoch, Epoch.Key> {
    Epoch saveAndFlush(Epoch epoch);

    Optional<Epoch> findById(Epoch.Key key);

    List<Epoch> findByKeyIn(Collection<Epoch.Key> keys);

    /** Those of one run, in order. */
    @Query("select e from Epoch e where e.key in :keys order by e.key.epoch")
    List<Epoch> findByKeyInOrderByKeyEpoch(Collection<Epoch.Key> keys);

    /** Of the epochs up to the last one, in order. */
    @Query(
            "select e.validationLoss from Epoch e where e.key.runId = :run and e.key.epoch <= :last order by e.key.epoch")
    List<Double> validationLosses(UUID run, int last);

    /** All there are, in order. */
    @Query("select e from Epoch e where e.key.runId = :run order by e.key.epoch")
    List<Epoch> ofRun(UUID run);
}
