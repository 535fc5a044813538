/**
 * What a process tells its operators beyond what Spring Boot and the other packages do: which build it is, the disk of
 * its data directory, and whether it has traces. Nobody imports it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
