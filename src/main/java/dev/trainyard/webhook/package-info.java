/**
 * Tells other services of the ends of runs, over HTTP, in the form of Standard Webhooks. Hides the outbox, the
 * deliveries and their repetitions, the signature, and where a webhook may lead.
 */
@ApplicationModule(allowedDependencies = {"run", "request", "egress", "access"})
@NullMarked
package dev.trainyard.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
