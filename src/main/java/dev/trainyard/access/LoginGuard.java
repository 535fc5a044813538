package dev.trainyard.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets nobody try tokens for long: after some failures from an address, or with tokens that begin alike, nothing more
 * is tried for a while. The address is that of the connection, unless {@code server.forward-headers-strategy} says that
 * a proxy in front is to be believed.
 */
@Component
class LoginGuard implements AuthenticationManagerResolver<HttpServletRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(LoginGuard.class);
    private static final int NETWORK_BYTES = 8;

    private final BearerLogin login;
    private final FailedLogins failures;

    LoginGuard(BearerLogin login, FailedLogins failures) {
        this.login = login;
        this.failures = failures;
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return attempt -> guarded((BearerTokenAuthenticationToken) attempt, address);
    }

    private Authentication guarded(BearerTokenAuthenticationToken attempt, String address) {
        Collection<String> sources = sources(attempt.getToken(), address);
        failures.refusedFor(sources).ifPresent(wait -> {
            throw new TooManyFailedLoginsException(wait);
        });
        try {
            return login.authenticate(attempt);
        } catch (OAuth2AuthenticationException e) {
            failures.count(sources);
            LOG.warn("A bearer token from {} was refused", address);
            throw e;
        } catch (AuthenticationServiceException
                | JwtDecoderInitializationException
                | DataAccessException
                | TransactionException e) {
            throw new LoginUnavailableException(e);
        }
    }

    /** JWTs all begin alike, so they count by address alone. */
    private static Collection<String> sources(String token, String address) {
        List<String> sources = new ArrayList<>(List.of(network(address)));
        if (!BearerLogin.isJwt(token)) {
            sources.add("token " + new Secret(token).prefix());
        }
        return sources;
    }

    /** Whoever has one address of IPv6 has the other 2^64 of its network as well. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress(); // a colon: no name, nothing is looked up
            return Arrays.toString(bytes.length == 4 ? bytes : Arrays.copyOf(bytes, NETWORK_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
