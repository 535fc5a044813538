package dev.trainyard.webhook;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** An owner has as many webhooks as it may. */
final class TooManyWebhooksException extends ProblemException {
    private static final long serialVersionUID = 1;

    TooManyWebhooksException(int most) {
        super(
                HttpStatus.CONFLICT,
                "too_many_webhooks",
                "You have %d webhooks, as many as you may: delete one first".formatted(most));
    }
}
