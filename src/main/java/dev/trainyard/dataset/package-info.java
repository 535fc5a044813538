/** Data sets by name, and the batches they are trained in. Hides where images come from and how they are prepared. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
