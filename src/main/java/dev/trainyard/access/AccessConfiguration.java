package dev.trainyard.access;

import dev.trainyard.request.ApiController;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.domain.AuditorAware;
import org.springframework.data.jpa.repository.config.EnableJpaAuditing;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Decides at the start whether callers have to say who they are, and what follows from it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
@EnableJpaAuditing
class AccessConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AccessConfiguration.class);
    private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";
    private static final String BEARER = "bearer";

    /**
     * A token that was ever given out closes the service for good: it must not fall open when the last one ends. A process
     * without the API needs none to be closed: nobody has to be able to call it.
     */
    @Bean
    AccessMode accessMode(Environment environment, Tokens tokens, ObjectProvider<JwtDecoder> oidc) {
        AdminToken.of(environment).ifPresent(tokens::install);
        boolean issuer = oidc.getIfAvailable() != null;
        boolean closed =
                issuer || tokens.exist() || !environment.getProperty(ApiController.ENABLED, Boolean.class, true);
        AccessMode mode = AccessMode.of(closed, isLoopback(environment), AccessMode.isEmbedded(environment));
        LOG.info(mode == AccessMode.OPEN ? "Everybody on this machine is an admin" : "Callers need a bearer token");
        if (issuer && !environment.containsProperty(AUDIENCES) && !environment.containsProperty(AUDIENCES + "[0]")) {
            LOG.warn("Every token of the OIDC issuer is accepted, for whatever service it was made: set {}", AUDIENCES);
        }
        return mode;
    }

    private static boolean isLoopback(Environment environment) {
        return isLoopback(environment, "server")
                && (!environment.containsProperty("management.server.port")
                        || isLoopback(environment, "management.server"));
    }

    /** A server without an address listens on all. */
    private static boolean isLoopback(Environment environment, String server) {
        InetAddress address = environment.getProperty(server + ".address", InetAddress.class);
        return address != null && address.isLoopbackAddress();
    }

    @Bean
    Quotas quotas(AccessSettings settings, AccessMode mode) {
        return settings.quotas().orElse(mode == AccessMode.OPEN ? Quotas.UNLIMITED : Quotas.SENSIBLE);
    }

    /** Who is noted with what a request changes; nobody with what a worker does. */
    @Bean
    AuditorAware<String> actor() {
        return () -> Caller.current().map(Caller::actor);
    }

    /** Lets Swagger UI ask for a token. */
    @Bean
    OpenApiCustomizer bearerTokens() {
        return api -> {
            api.getComponents()
                    .addSecuritySchemes(
                            BEARER,
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BEARER));
            api.addSecurityItem(new SecurityRequirement().addList(BEARER));
        };
    }
}
