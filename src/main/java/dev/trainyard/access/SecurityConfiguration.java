package dev.trainyard.access;

import static dev.trainyard.access.Role.ADMIN;
import static dev.trainyard.access.Role.SUBMITTER;
import static dev.trainyard.access.Role.VIEWER;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What is asked of every request before it reaches a resource. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    @Bean
    SecurityFilterChain requests(HttpSecurity http, AccessMode mode, LoginGuard login, AccessProblems problems) {
        // No CSRF tokens: a browser adds no bearer token to what another page sends, as it would a cookie. An open
        // service, where nothing has to be added, looks at the Origin.
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::headers)
                .authorizeHttpRequests(SecurityConfiguration::roles)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems));
        if (mode == AccessMode.OPEN) {
            http.anonymous(everybody -> everybody
                            .principal(Caller.ANYBODY)
                            .authorities(Caller.ANYBODY.role().authorities()))
                    .addFilterAfter(new LocalRequestFilter(problems), HeaderWriterFilter.class);
        } else {
            http.oauth2ResourceServer(
                    bearer -> bearer.authenticationManagerResolver(login).authenticationEntryPoint(problems));
        }
        return http.build();
    }

    /** Spring would pass every request through objects that note how long each of its filters takes, for nobody. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    private static void roles(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests
                // These follow a request that was let in, or refused, already.
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(EndpointRequest.to("health", "info"))
                .permitAll()
                .requestMatchers(HttpMethod.GET, ContentPolicy.SWAGGER_UI + "*/**", "/v3/api-docs*/**")
                .permitAll()
                .requestMatchers(ContentPolicy.PAGE_FILES.toArray(String[]::new))
                .permitAll()
                .requestMatchers(EndpointRequest.to("prometheus"))
                .hasRole(VIEWER.name())
                .requestMatchers(EndpointRequest.toAnyEndpoint())
                .hasRole(ADMIN.name())
                .requestMatchers("/v1/tokens/**", "/v1/audit/**")
                .hasRole(ADMIN.name())
                .requestMatchers(HttpMethod.GET)
                .hasRole(VIEWER.name())
                .requestMatchers(HttpMethod.HEAD)
                .hasRole(VIEWER.name())
                .requestMatchers(HttpMethod.OPTIONS)
                .hasRole(VIEWER.name())
                // A POST for the size of what is sent; it changes nothing.
                .requestMatchers(HttpMethod.POST, "/v1/runs/*/predictions", "/v1/models/*/predictions")
                .hasRole(VIEWER.name())
                .anyRequest()
                .hasRole(SUBMITTER.name());
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter(new ContentPolicy())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy("camera=(), geolocation=(), microphone=()"));
    }
}
