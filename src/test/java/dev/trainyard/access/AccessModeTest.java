package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class AccessModeTest {
    @Test
    void aServiceThatOnlyThisMachineReachesIsOpen() {
        assertThat(AccessMode.of(false, true, true)).isEqualTo(AccessMode.OPEN);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void configuredAccessClosesTheServiceWhereverItIs(boolean loopback, boolean embedded) {
        assertThat(AccessMode.of(true, loopback, embedded)).isEqualTo(AccessMode.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"true, false, spring.datasource", "false, true, server.address", "false, false, server.address"})
    void whatOthersCanReachIsRefusedWithoutConfiguredAccess(boolean loopback, boolean embedded, String reason) {
        assertThatThrownBy(() -> AccessMode.of(false, loopback, embedded))
                .isInstanceOfSatisfying(
                        AccessRefusedException.class,
                        refused ->
                                assertThat(refused.remedy()).contains(AdminToken.VARIABLE, "issuer-uri", "127.0.0.1"))
                .hasMessageContaining(reason);
    }

    @Test
    void aConfiguredDatabaseIsNotTheEmbeddedOne() {
        assertThat(AccessMode.isEmbedded(new MockEnvironment())).isTrue();
        assertThat(AccessMode.isEmbedded(new MockEnvironment().withProperty("spring.datasource.url", "jdbc:x")))
                .isFalse();
        assertThat(AccessMode.isEmbedded(new MockEnvironment().withProperty("spring.datasource.jndi-name", "x")))
                .isFalse();
    }
}
