/**
 * The Run: its states, the queue of runs in PostgreSQL, what its training reports, and its REST resource. Workers use
 * {@link dev.trainyard.run.RunQueue}; tables, leases and JSON are hidden behind it.
 */
@ApplicationModule(
        allowedDependencies = {
            "activation",
            "dataset",
            "network",
            "training",
            "request",
            "access",
            "idempotency",
            "database"
        })
@NullMarked
package dev.trainyard.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
