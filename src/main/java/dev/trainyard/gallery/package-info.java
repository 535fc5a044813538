/** The images of data sets, for people to look at. Hides how an image becomes a PNG. */
@ApplicationModule(allowedDependencies = {"dataset", "request"})
@NullMarked
package dev.trainyard.gallery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
