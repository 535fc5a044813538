package dev.trainyard.idempotency;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonKind;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that carry a key of their client's. The first is carried out, and its answer stored in the same transaction;
 * whoever sends it again within a day gets that answer. A request that is refused or fails leaves no trace of its key.
 */
@Service
public class IdempotentRequests {
    /** The header with the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int LONGEST_KEY = 255;
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int FORGOTTEN_AT_ONCE = 10;

    private final AnswerStore answers;
    private final JsonMapper json;
    private final Clock clock;

    IdempotentRequests(AnswerStore answers, JsonMapper json, Clock clock) {
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The answer to the request, carried out if it is the first with its key.
     *
     * @param body what the client asks for: with another one a key cannot be used again
     * @param request carries it out; joins the transaction
     */
    @Transactional
    public ResponseEntity<?> answer(
            String owner, String clientsKey, JsonNode body, Supplier<? extends ResponseEntity<?>> request) {
        var key = new IdempotencyKey(owner, valid(clientsKey));
        if (!answers.lock(key)) {
            throw new IdempotencyConflictException(key);
        }
        Instant now = clock.instant();
        answers.forgetExpired(now, FORGOTTEN_AT_ONCE);
        byte[] hash = CanonicalJson.sha256(body);
        Optional<StoredAnswer> first = answers.find(key, now);
        if (first.isPresent()) {
            return replay(key, hash, first.get());
        }
        StoredAnswer answer = stored(hash, request.get());
        answers.store(key, answer, now.plus(KEPT));
        return answer.response().body(answer.body());
    }

    private static ResponseEntity<?> replay(IdempotencyKey key, byte[] hash, StoredAnswer first) {
        if (!MessageDigest.isEqual(hash, first.requestHash())) {
            throw new IdempotencyKeyReusedException(key);
        }
        return first.response().header(REPLAYED, "true").body(first.body());
    }

    private StoredAnswer stored(byte[] hash, ResponseEntity<?> answer) {
        String location = Objects.toString(answer.getHeaders().getLocation(), null);
        return new StoredAnswer(
                hash, answer.getStatusCode().value(), location, json.writeValueAsString(answer.getBody()));
    }

    private static String valid(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new InvalidRequestException(List.of(new Invalid(
                    HEADER,
                    "%s is %s".formatted(HEADER, JsonKind.quoted(key)),
                    "1 to %d printable ASCII characters".formatted(LONGEST_KEY))));
        }
        return key;
    }
}
