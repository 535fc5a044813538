package dev.trainyard.access;

import dev.trainyard.request.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** An owner asks for more than it may have now. */
public final class QuotaExceededException extends ProblemException {
    private static final long serialVersionUID = 1;

    /**
     * Names the quota.
     *
     * @param used of it already
     * @param asked beside that
     * @param wait after which asking again makes sense; null if no time alone will help
     */
    public QuotaExceededException(String quota, long limit, long used, long asked, @Nullable Duration wait) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "quota_exceeded",
                "The quota %s is %d; you use %d, and this asks for %d".formatted(quota, limit, used, asked)
                        + (asked > limit ? ", which is too much however long you wait" : ""));
        getBody().setProperty("quota", quota);
        getBody().setProperty("limit", limit);
        getBody().setProperty("used", used);
        getBody().setProperty("asked", asked);
        if (wait != null) {
            getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        }
    }
}
