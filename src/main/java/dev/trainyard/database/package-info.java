/**
 * The PostgreSQL of a laptop: starts one inside {@code trainyard.data-dir} where no {@code spring.datasource.url} is
 * configured, and hides its process, its ownership, its password and its recovery behind Spring Boot's
 * {@code JdbcConnectionDetails}. Knows, for any PostgreSQL, when one is away, and
 * whether its schema is old; {@code --migrate} brings that up to date.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
