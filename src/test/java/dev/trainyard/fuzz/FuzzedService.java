package dev.trainyard.fuzz;

import dev.trainyard.access.AccessFixture;
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

/** The service as in production, but that it neither trains nor calls webhooks, and that no quota ends the fuzzing. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "trainyard.worker.enabled=false",
            "trainyard.data-dir=target/fuzzed-service",
            "trainyard.webhooks.enabled=false",
            "trainyard.expansion.allowed-hosts=127.0.0.1",
            "trainyard.expansion.interval=0ms",
            "trainyard.expansion.longest-wait=20ms",
            "trainyard.expansion.respite=20ms",
            "trainyard.expansion.timeout=2s",
            "trainyard.expansion.per-host=8",
            "trainyard.expansion.attempts=2",
            "trainyard.expansion.max-bytes=200KB",
            "TRAINYARD_ADMIN_TOKEN=" + AccessFixture.ADMIN,
            "trainyard.experiments.max-runs=40",
            "trainyard.access.quotas.queued=1000000",
            "trainyard.access.quotas.running=1000000",
            "trainyard.access.quotas.images-per-day=1000000000000000"
        })
@WithPostgres
@Import({TestClock.class, RunFixture.class, AccessFixture.class})
@interface FuzzedService {}
