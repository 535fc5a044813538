package dev.trainyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.run.RunFixture;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service that everybody on its machine may call, which looks at Host and Origin instead of tokens. */
@ServiceTest
class OpenApiFuzzTest {
    private static final long SEED = 2;
    private static final int REQUESTS = 500;

    @Autowired
    private ApplicationContext service;

    @Autowired
    private RunFixture runs;

    @Autowired
    private JdbcClient jdbc;

    /** Other tests have this service, too. */
    @AfterEach
    void leaveNothing() {
        runs.deleteAll();
        jdbc.sql("delete from webhook").update();
        jdbc.sql("delete from imported_model").update();
        jdbc.sql("delete from idempotency_key").update();
        jdbc.sql("delete from dataset").update();
    }

    @Test
    void anOpenServiceAnswersNoRequestWithAFailureEither() throws IOException {
        FuzzReport report = FuzzTarget.open(service).run(SEED, REQUESTS);

        assertThat(report.faults())
                .as("%s%n%s", report.countByFault(), report.table())
                .isEmpty();
    }
}
