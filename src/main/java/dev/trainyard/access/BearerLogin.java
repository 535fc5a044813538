package dev.trainyard.access;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;

/** Finds out who shows a bearer token: one of ours, or a JWT of the OIDC issuer, if there is one. */
@Component
class BearerLogin implements AuthenticationManager {
    private final TokenLookup tokens;
    private final @Nullable JwtAuthenticationProvider oidc;

    BearerLogin(TokenLookup tokens, OidcCallers callers, ObjectProvider<JwtDecoder> decoder) {
        this.tokens = tokens;
        JwtDecoder issuers = decoder.getIfAvailable();
        this.oidc = issuers == null ? null : new JwtAuthenticationProvider(issuers);
        if (oidc != null) {
            oidc.setJwtAuthenticationConverter(callers);
        }
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String token = ((BearerTokenAuthenticationToken) attempt).getToken();
        if (oidc != null && isJwt(token)) {
            return oidc.authenticate(attempt);
        }
        return tokens.caller(new Secret(token))
                .map(Caller::authentication)
                // Which of them is nobody's business but the bearer's.
                .orElseThrow(() -> new InvalidBearerTokenException("The token is unknown, expired or revoked"));
    }

    /** Whether a token has the form of a JWT: three parts, of which the first is a JSON object in Base64. */
    static boolean isJwt(String token) {
        return token.startsWith("eyJ") && token.chars().filter(c -> c == '.').count() == 2;
    }
}
