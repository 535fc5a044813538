package dev.trainyard.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Gives a Spring test an empty PostgreSQL of its own, see {@link PostgresForTests}. With {@code @DataJpaTest} add
 * {@code @AutoConfigureTestDatabase(replace = NONE)}: that slice looks for H2 otherwise.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(PostgresForTests.class)
public @interface WithPostgres {}
