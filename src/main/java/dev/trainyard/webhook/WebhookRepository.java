package dev.trainyard.webhook;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface WebhookRepository extends Repository<Webhook, UUID> {
    Webhook save(Webhook webhook);

    void delete(Webhook webhook);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select w from Webhook w where w.id = :id")
    Optional<Webhook> lock(UUID id);

    Optional<Webhook> findById(UUID id);

    List<Webhook> findByOwnerOrderById(String owner);

    long countByOwner(String owner);

    /** Of the webhooks that have something to be delivered the one that had its turn first, locked. */
    @Query(nativeQuery = true, value = """
            select * from webhook
            where enabled and reserved_until <= :now and exists (
                select from webhook_delivery
                where webhook_id = webhook.id and status = 'pending' and next_attempt_at <= :now)
            order by reserved_until
            limit 1
            for update skip locked""")
    Optional<Webhook> lockNextDue(Instant now);
}
