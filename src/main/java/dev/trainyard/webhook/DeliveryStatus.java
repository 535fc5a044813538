package dev.trainyard.webhook;

import jakarta.persistence.EnumeratedValue;
import java.util.Locale;

/** How a delivery stands. */
enum DeliveryStatus {
    /** Waits for its next attempt. */
    PENDING,
    /** An attempt was answered with 2xx. */
    DELIVERED,
    /** All attempts failed. */
    FAILED;

    @EnumeratedValue
    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }
}
