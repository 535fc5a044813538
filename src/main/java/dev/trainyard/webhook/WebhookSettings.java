package dev.trainyard.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of webhooks.
 *
 * @param enabled whether this process delivers webhooks; they can be made and seen in any
 * @param httpAllowed whether webhooks may have URLs without TLS
 * @param allowedHosts hosts that may be called at addresses that are not public
 * @param timeout time that a delivery may take, from the name's resolution to the answer's status
 * @param poll how often a process without deliveries looks for some
 * @param senders deliveries at the same time in this process
 */
@ConfigurationProperties("trainyard.webhooks")
record WebhookSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean httpAllowed,
        @DefaultValue({}) List<String> allowedHosts,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("4") int senders) {

    WebhookSettings {
        if (poll.toMillis() < 1 || timeout.toMillis() < 1 || senders < 1) {
            throw new IllegalArgumentException(
                    "trainyard.webhooks: poll (%s) and timeout (%s) must be at least 1 ms, senders (%d) at least 1"
                            .formatted(poll, timeout, senders));
        }
    }
}
