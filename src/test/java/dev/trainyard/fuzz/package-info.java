/**
 * Random and mutated requests at every endpoint, driven by the service's own OpenAPI document, and random bytes for its
 * parsers. Everything follows from a seed, so that whatever is found can be found again.
 */
@NullMarked
package dev.trainyard.fuzz;

import org.jspecify.annotations.NullMarked;
