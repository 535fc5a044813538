/**
 * The command line: a client of the REST API, of any service and not only of the one in the same jar. Knows nothing of the
 * service but its API; {@link RunWatch} and {@link Api} are for the demonstration, too.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
