/**
 * How the service speaks HTTP: every error as a problem (RFC 9457), the form of its JSON, the size of what it reads,
 * and its OpenAPI description. Nobody imports it.
 */
@ApplicationModule
@NullMarked
package dev.trainyard.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
