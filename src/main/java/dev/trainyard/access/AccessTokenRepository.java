package dev.trainyard.access;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccessTokenRepository extends Repository<AccessToken, UUID> {
    AccessToken save(AccessToken token);

    Optional<AccessToken> findBySha256(byte[] sha256);

    /** The token, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from AccessToken t where t.id = :id")
    Optional<AccessToken> lock(UUID id);

    List<AccessToken> findByIdLessThanOrderByIdDesc(UUID before, Limit limit);

    long count();
}
