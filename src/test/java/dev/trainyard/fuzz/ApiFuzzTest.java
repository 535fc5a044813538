package dev.trainyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The service with configured access under some thousands of requests; {@code -Dbench=fuzz} sends more, of any seed. */
@FuzzedService
class ApiFuzzTest {
    private static final long SEED = 1;
    private static final int REQUESTS = 4_000;

    @Autowired
    private ApplicationContext service;

    @Test
    void noRequestIsAnsweredWithAFailureATraceOrAWordOfTheInsideOrLogged() throws IOException {
        FuzzReport report = FuzzTarget.closed(service).run(SEED, REQUESTS);

        assertThat(report.faults())
                .as("%s%n%s", report.countByFault(), report.table())
                .isEmpty();
        // Weights are nothing that chance makes of a description; HostileModelTest sends changed ones.
        // A version is made too quickly to be cancelled by chance; BuildLeaseTest cancels one.
        assertThat(report.neverServed())
                .isSubsetOf("POST /v1/models", "POST /v1/datasets/{name}/versions/{version}/cancel");
    }
}
