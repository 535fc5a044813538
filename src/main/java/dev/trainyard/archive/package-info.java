/**
 * Archives of labelled pictures that strangers send, as versions of data sets. Hides formats, layouts, and what a hostile
 * archive could do.
 */
@ApplicationModule(allowedDependencies = {"dataset", "picture"})
@NullMarked
package dev.trainyard.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
