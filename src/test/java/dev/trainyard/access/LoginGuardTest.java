package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.trainyard.request.ProblemException;
import dev.trainyard.run.TestClock;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.filter.ForwardedHeaderFilter;

class LoginGuardTest {
    private final TestClock clock = new TestClock();
    private final FailedLogins failures = new FailedLogins(clock);
    private final BearerLogin login = mock();
    private final LoginGuard guard = new LoginGuard(login, failures);

    @Test
    void tenFailuresOfAnAddressCloseItForTheRestOfTheMinute() {
        fail(10, "10.0.0.1", i -> i + "x".repeat(40));

        assertThatThrownBy(() -> attempt("10.0.0.1", "another")).isInstanceOf(TooManyFailedLoginsException.class);
        assertThatThrownBy(() -> attempt("10.0.0.2", "another")).isInstanceOf(InvalidBearerTokenException.class);
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> attempt("10.0.0.1", "another")).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void tenFailuresWithTokensThatBeginAlikeCloseThemWhereverTheyComeFrom() {
        fail(10, i -> "10.0.1." + i, i -> "ty_01234567" + i + "x".repeat(40));

        assertThatThrownBy(() -> attempt("10.0.2.1", "ty_01234567" + "y".repeat(40)))
                .isInstanceOf(TooManyFailedLoginsException.class);
        assertThatThrownBy(() -> attempt("10.0.2.1", "ty_76543210" + "y".repeat(40)))
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void jwtsAllBeginAlikeAndDoNotCloseOneAnother() {
        fail(10, i -> "10.0.3." + i, i -> "eyJhbGciOiJSUzI1NiJ9.x.y");

        assertThatThrownBy(() -> attempt("10.0.4.1", "eyJhbGciOiJSUzI1NiJ9.x.y"))
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void theAddressesOfOneNetworkOfIpv6CountAsOne() {
        fail(10, i -> "2001:db8:0:1::" + i, i -> i + "x".repeat(40));

        assertThatThrownBy(() -> attempt("2001:db8:0:1:ffff::1", "z".repeat(40)))
                .isInstanceOf(TooManyFailedLoginsException.class);
        assertThatThrownBy(() -> attempt("2001:db8:0:2::1", "z".repeat(40)))
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void aForwardedAddressCountsOnlyWhereAFilterBelievesIt() throws Exception {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("127.0.0.1");
        request.addHeader("X-Forwarded-For", "10.0.0.1");
        fail(10, "10.0.0.1", i -> i + "x".repeat(40));

        assertThatThrownBy(() -> attempt(request, "z")).isInstanceOf(InvalidBearerTokenException.class);
        var chain = new MockFilterChain();
        new ForwardedHeaderFilter().doFilter(request, new MockHttpServletResponse(), chain);
        var forwarded = (HttpServletRequest) Objects.requireNonNull(chain.getRequest());
        assertThatThrownBy(() -> attempt(forwarded, "z")).isInstanceOf(TooManyFailedLoginsException.class);
    }

    @Test
    void anIssuerThatIsAwayIsNoFailedLogin() {
        when(login.authenticate(any())).thenThrow(new JwtDecoderInitializationException("away", new Exception()));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> attempt("10.0.0.1", "eyJ.x.y"))
                    .isInstanceOfSatisfying(
                            LoginUnavailableException.class,
                            away -> assertThat(((ProblemException) away.problem())
                                            .getStatusCode()
                                            .value())
                                    .isEqualTo(503));
        }
    }

    @Test
    void failuresFromEverywhereDoNotFillTheMemory() {
        for (int i = 0; i < 200_000; i++) {
            failures.count(List.of("address " + i));
        }
        assertThat(failures.size()).isLessThanOrEqualTo(10_000);
    }

    private void fail(int times, String address, IntFunction<String> token) {
        fail(times, i -> address, token);
    }

    private void fail(int times, IntFunction<String> address, IntFunction<String> token) {
        when(login.authenticate(any())).thenThrow(new InvalidBearerTokenException("no"));
        for (int i = 0; i < times; i++) {
            int attempt = i;
            assertThatThrownBy(() -> attempt(address.apply(attempt), token.apply(attempt)))
                    .isInstanceOf(AuthenticationException.class)
                    .isNotInstanceOf(TooManyFailedLoginsException.class);
        }
    }

    private void attempt(String address, String token) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        attempt(request, token);
    }

    private void attempt(HttpServletRequest request, String token) {
        guard.resolve(request).authenticate(new BearerTokenAuthenticationToken(token));
    }
}
