package dev.trainyard.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param status that was answered, or null if there was no answer
 * @param explanation of a failure, for the webhook's owner
 */
record Outcome(@Nullable Integer status, String explanation) {
    private static final int LONGEST = 500;
    private static final int GONE = 410;

    static Outcome answered(int status) {
        return new Outcome(
                status,
                status == GONE
                        ? "The receiver wants no more (410): the webhook is disabled"
                        : "It was answered with %d, not with 2xx".formatted(status));
    }

    static Outcome unanswered(String why) {
        String clean = why.replace('\0', ' ');
        return new Outcome(null, clean.substring(0, Math.min(clean.length(), LONGEST)));
    }

    boolean isSuccess() {
        return status != null && status >= 200 && status < 300;
    }

    /** Whether the receiver wants no more messages, ever. */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
