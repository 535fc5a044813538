/**
 * Requests that may be sent again without harm, by an {@code Idempotency-Key}. Hides how keys are kept, compared and
 * forgotten; it knows nothing of what is asked for.
 */
@ApplicationModule(allowedDependencies = "request")
@NullMarked
package dev.trainyard.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
