package dev.trainyard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.access.AccessFixture;
import dev.trainyard.access.ClosedServiceTest;
import dev.trainyard.access.Role;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of a service that wants a token. */
@ClosedServiceTest
class SignInTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AccessFixture fixture;

    @Test
    void aReaderWithoutATokenIsAskedForItAndSeesRunsAfterwards() throws IOException {
        fixture.reset();
        String token = fixture.token("ann", Role.VIEWER);
        try (Browser browser = Browser.open(port)) {
            browser.openFresh("/runs");
            browser.find("//dialog[@open]");
            browser.type("token", token);

            browser.click("//dialog//button[.='Sign in']");

            browser.awaitText("There are no runs yet");
            assertThat(browser.elements("//dialog[@open]")).isEmpty();
        }
    }
}
