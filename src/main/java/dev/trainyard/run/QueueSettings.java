package dev.trainyard.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the queue.
 *
 * @param maxAttempts attempts in a row that may be lost without finishing an epoch, before the run fails
 */
@ConfigurationProperties("trainyard.queue")
record QueueSettings(@DefaultValue("3") int maxAttempts) {}
