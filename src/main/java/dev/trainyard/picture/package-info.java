/**
 * Pictures that strangers send or that come from the web: read without trusting them, and made as small as networks see
 * them. Hides the formats, and what their readers do with files that are not what they say.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.picture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
