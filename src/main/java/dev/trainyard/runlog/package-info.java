/**
 * The log of each run: what the threads that train it log is kept in PostgreSQL and served over HTTP. Workers say with
 * {@link dev.trainyard.runlog.RunLogScope} which run a thread works for; how lines are captured, buffered and written is
 * hidden.
 */
@ApplicationModule(allowedDependencies = {"run", "request"})
@NullMarked
package dev.trainyard.runlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
