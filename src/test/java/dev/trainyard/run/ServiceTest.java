package dev.trainyard.run;

import dev.trainyard.database.WithPostgres;
import dev.trainyard.registry.BuilderSwitch;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** The service on a random port, with a real PostgreSQL; tests with this annotation share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "trainyard.worker.enabled=false",
            "trainyard.data-dir=target/service-test",
            "trainyard.webhooks.enabled=false",
            "trainyard.expansion.allowed-hosts=127.0.0.1",
            "trainyard.expansion.interval=0ms",
            "trainyard.expansion.longest-wait=20ms",
            "trainyard.expansion.respite=20ms",
            "trainyard.expansion.timeout=2s",
            "trainyard.expansion.per-host=8",
            "trainyard.expansion.attempts=2",
            "trainyard.expansion.max-bytes=200KB",
            "trainyard.experiments.max-runs=100",
            "trainyard.webhooks.http-allowed=true",
            "trainyard.webhooks.allowed-hosts=127.0.0.1",
            "spring.datasource.hikari.connection-timeout=2000"
        })
@WithPostgres
@Import({TestClock.class, RunFixture.class, BuilderSwitch.class})
public @interface ServiceTest {}
