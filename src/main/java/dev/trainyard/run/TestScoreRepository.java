package dev.trainyard.run;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TestScoreRepository extends Repository<TestScore, TestScore.Key> {
    TestScore save(TestScore score);

    @Modifying
    @Query("delete from TestScore s where s.key.runId = :run")
    void deleteOfRun(UUID run);

    /** Best and last, in this order, or none. */
    @Query("select s from TestScore s where s.key.runId = :run order by s.key.checkpoint")
    List<TestScore> ofRun(UUID run);
}
