package dev.trainyard.access;

import dev.trainyard.database.WithPostgres;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.TestClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The service with configured access, both kinds of it, and small quotas; tests with this annotation share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "trainyard.worker.enabled=false",
            "spring.datasource.hikari.connection-timeout=2000",
            AdminToken.VARIABLE + "=" + AccessFixture.ADMIN,
            "trainyard.access.quotas.queued=5",
            "trainyard.access.quotas.running=2",
            "trainyard.access.quotas.images-per-day=100000",
            "trainyard.access.quotas.dataset-bytes=2000000"
        })
@ContextConfiguration(initializers = Issuer.class)
@WithPostgres
@Import({TestClock.class, RunFixture.class, AccessFixture.class})
public @interface ClosedServiceTest {}
