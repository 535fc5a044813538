/**
 * The demonstration of {@code --demo}: submits two runs over the REST API and draws their progress on the terminal.
 * Uses nothing of the service but its API.
 */
@ApplicationModule(allowedDependencies = "client")
@NullMarked
package dev.trainyard.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
