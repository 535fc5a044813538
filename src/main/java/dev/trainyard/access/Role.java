package dev.trainyard.access;

import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** What a caller may do; each role may do what those before it may. */
public enum Role {
    /** Reads the runs of its owner. */
    VIEWER,
    /** Submits runs, and changes those of its owner. */
    SUBMITTER,
    /** Reads and changes every run, and manages the tokens. */
    ADMIN;

    private static final Map<String, Role> LABELLED = byLabel();

    @EnumeratedValue
    private final String label = name().toLowerCase(Locale.ROOT);

    /** Its name in the API, in the database and in OIDC's claims. */
    public String label() {
        return label;
    }

    /** Every role by its label, the least first. */
    static Map<String, Role> labelled() {
        return LABELLED;
    }

    private static Map<String, Role> byLabel() {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (Role role : values()) {
            roles.put(role.label, role);
        }
        return Collections.unmodifiableMap(roles);
    }

    /** Itself and the roles before it, as Spring Security names them. */
    List<GrantedAuthority> authorities() {
        return AuthorityUtils.createAuthorityList(Arrays.stream(values())
                .filter(role -> role.compareTo(this) <= 0)
                .map(role -> "ROLE_" + role.name())
                .toList());
    }
}
