package dev.trainyard.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The first answers, by their keys. */
@Repository
class AnswerStore {
    private final JdbcClient jdbc;

    AnswerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps others off the key until the transaction ends, without waiting; false if somebody keeps us off. A row could
     * not do that: a second insert of it would wait for the first one's end.
     */
    boolean lock(IdempotencyKey key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:owner || chr(10) || :key, 0))")
                .param("owner", key.owner())
                .param("key", key.value())
                .query(Boolean.class)
                .single();
    }

    Optional<StoredAnswer> find(IdempotencyKey key, Instant now) {
        return jdbc.sql("""
                select request_hash, status, location, body from idempotency_key
                where owner = :owner and key = :key and expires_at > :now""")
                .param("owner", key.owner())
                .param("key", key.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(AnswerStore::answer)
                .optional();
    }

    /** Stores the answer, in the place of one that has expired. */
    void store(IdempotencyKey key, StoredAnswer answer, Instant expiresAt) {
        jdbc.sql("""
                insert into idempotency_key (owner, key, request_hash, status, location, body, expires_at)
                values (:owner, :key, :hash, :status, :location, :body, :expiresAt)
                on conflict (owner, key) do update
                set request_hash = excluded.request_hash, status = excluded.status, location = excluded.location,
                    body = excluded.body, expires_at = excluded.expires_at""")
                .param("owner", key.owner())
                .param("key", key.value())
                .param("hash", answer.requestHash())
                .param("status", answer.status())
                .param("location", answer.location())
                .param("body", answer.body())
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Deletes so many expired answers: more than one request adds, so that they come to an end without a timer. */
    void forgetExpired(Instant now, int atMost) {
        jdbc.sql("""
                delete from idempotency_key where (owner, key) in (
                    select owner, key from idempotency_key where expires_at <= :now
                    order by expires_at limit :atMost for update skip locked)""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("atMost", atMost)
                .update();
    }

    private static StoredAnswer answer(ResultSet row, int number) throws SQLException {
        return new StoredAnswer(
                row.getBytes("request_hash"), row.getInt("status"), row.getString("location"), row.getString("body"));
    }
}
