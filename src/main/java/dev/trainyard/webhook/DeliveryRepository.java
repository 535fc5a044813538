package dev.trainyard.webhook;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeliveryRepository extends Repository<Delivery, UUID> {
    Delivery save(Delivery delivery);

    /** Newest first, those before that id. */
    List<Delivery> findByWebhookIdAndIdLessThanOrderByIdDesc(UUID webhook, UUID before, Limit limit);

    /** The one of the webhook that waits longest for an attempt which is due. */
    @Query(nativeQuery = true, value = """
            select * from webhook_delivery
            where webhook_id = :webhook and status = 'pending' and next_attempt_at <= :now
            order by next_attempt_at, id
            limit 1
            for update""")
    Optional<Delivery> lockNextDue(UUID webhook, Instant now);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.id = :id")
    Optional<Delivery> lock(UUID id);

    /** Forgets some of what was settled before that time. */
    @Modifying
    @Query(nativeQuery = true, value = """
            delete from webhook_delivery where id in (
                select id from webhook_delivery where settled_at < :time
                order by settled_at limit :atMost for update skip locked)""")
    int deleteSettledBefore(Instant time, int atMost);
}
