package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class AccessConfigurationTest {
    private final Tokens tokens = mock();
    private final MockEnvironment environment = new MockEnvironment().withProperty("server.address", "127.0.0.1");

    AccessConfigurationTest() {
        environment.setConversionService(new ApplicationConversionService());
    }

    @Test
    void aServiceThatNobodyElseReachesIsOpen() {
        assertThat(mode()).isEqualTo(AccessMode.OPEN);
    }

    @Test
    void aServiceThatEverGaveATokenOutStaysClosed() {
        when(tokens.exist()).thenReturn(true);

        assertThat(mode()).isEqualTo(AccessMode.CLOSED);
    }

    @Test
    void anIssuerClosesTheService() {
        Map<String, Object> decoder = Map.of("decoder", mock(JwtDecoder.class));

        assertThat(mode(decoder)).isEqualTo(AccessMode.CLOSED);
    }

    @Test
    void aProcessWithoutTheApiIsClosedAndNeedsNoConfiguredAccessWhereverItIs() {
        environment.withProperty("trainyard.api.enabled", "false");
        assertThat(mode()).isEqualTo(AccessMode.CLOSED);

        environment.withProperty("server.address", "0.0.0.0");
        assertThat(mode()).isEqualTo(AccessMode.CLOSED);
    }

    @Test
    void aServerWithoutAnAddressListensForAll() {
        MockEnvironment anywhere = new MockEnvironment();
        anywhere.setConversionService(new ApplicationConversionService());

        assertThatThrownBy(() -> mode(anywhere, Map.of())).isInstanceOf(AccessRefusedException.class);
    }

    @Test
    void theActuatorsOwnPortMustNotBeOpenForAllEither() {
        environment.withProperty("management.server.port", "9090");
        assertThatThrownBy(this::mode).isInstanceOf(AccessRefusedException.class);

        environment.withProperty("management.server.address", "127.0.0.1");
        assertThat(mode()).isEqualTo(AccessMode.OPEN);
    }

    @Test
    void quotasThatAreNotSetAreUnlimitedWhereEverybodyIsAnAdminAndSensibleElsewhere() {
        var settings = new AccessSettings(
                new AccessSettings.Oidc("roles", "sub"), new AccessSettings.Limits(null, 7L, null, null));
        var configuration = new AccessConfiguration();

        Quotas open = configuration.quotas(settings, AccessMode.OPEN);
        assertThat(open).isEqualTo(new Quotas(Long.MAX_VALUE, 7, Long.MAX_VALUE, Long.MAX_VALUE));
        assertThat(open.limitSubmissions()).isFalse();
        assertThat(open.limitClaims()).isTrue();
        assertThat(configuration.quotas(settings, AccessMode.CLOSED))
                .isEqualTo(new Quotas(100, 7, 100_000_000, 100_000_000_000L));
    }

    @Test
    void aQuotaThatAllowsNothingIsRefusedByItsName() {
        assertThatThrownBy(() -> new AccessSettings.Limits(1L, 1L, 0L, null))
                .hasMessage("trainyard.access.quotas.images-per-day must be at least 1, but is 0");
    }

    private AccessMode mode() {
        return mode(Map.of());
    }

    private AccessMode mode(Map<String, Object> beans) {
        return mode(environment, beans);
    }

    private AccessMode mode(MockEnvironment where, Map<String, Object> beans) {
        var oidc = new StaticListableBeanFactory(beans).getBeanProvider(JwtDecoder.class);
        return new AccessConfiguration().accessMode(where, tokens, oidc);
    }
}
