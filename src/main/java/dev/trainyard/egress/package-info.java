/**
 * Requests to addresses that a stranger named: which of them this service may connect to, and an HTTP client that
 * connects to no others. Hides how the rule is kept when a name changes its address in between.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.egress;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
