package dev.trainyard.access;

import dev.trainyard.request.JsonKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** Reads who the caller is out of a JWT that the issuer has signed. */
@Component
class OidcCallers implements Converter<Jwt, AbstractAuthenticationToken> {
    static final int LONGEST_OWNER = 200;

    private final AccessSettings.Oidc claims;

    OidcCallers(AccessSettings settings) {
        this.claims = settings.oidc();
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt jwt) {
        Caller caller = new Caller(owner(jwt), role(jwt), "oidc");
        return UsernamePasswordAuthenticationToken.authenticated(
                caller, null, caller.role().authorities());
    }

    private String owner(Jwt jwt) {
        return Optional.ofNullable(claim(jwt, claims.ownerClaim()))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(owner -> JsonKind.isClean(owner, LONGEST_OWNER))
                .orElseThrow(() ->
                        new InvalidBearerTokenException("The claim %s of the token is no text of 1 to %d characters"
                                .formatted(claims.ownerClaim(), LONGEST_OWNER)));
    }

    private Role role(Jwt jwt) {
        Object claimed = claim(jwt, claims.rolesClaim());
        Collection<?> roles = claimed instanceof Collection<?> several ? several : List.of(String.valueOf(claimed));
        Map<String, Role> known = Role.labelled();
        return roles.stream()
                .map(String::valueOf)
                .flatMap(role -> Optional.ofNullable(known.get(role)).stream())
                .max(Role::compareTo)
                .orElseThrow(() -> new NoRoleException(claims.rolesClaim()));
    }

    /** A claim by its name, which may have dots itself, or by the way to it through objects. */
    private static @Nullable Object claim(Jwt jwt, String path) {
        if (jwt.hasClaim(path)) {
            return jwt.getClaims().get(path);
        }
        Object value = jwt.getClaims();
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }
}
