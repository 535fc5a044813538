/**
 * What every REST resource needs to read a request and to refuse it: JSON fields whose errors are collected, the
 * pages of lists, and exceptions that carry a code. Hides how a wrong value is put into words.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
