package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class AdminTokenTest {
    @Test
    void anAdminTokenOf32CharactersIsTaken() {
        assertThat(AdminToken.of(environment("a".repeat(32)))).contains(new Secret("a".repeat(32)));
        assertThat(AdminToken.of(new MockEnvironment())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789012345678901234567890", "a token of 32 characters with blanks"})
    void aWeakAdminTokenOrOneThatCannotBeSentIsRefusedWithoutBeingShown(String token) {
        assertThatThrownBy(() -> AdminToken.of(environment(token)))
                .isInstanceOfSatisfying(
                        AccessRefusedException.class,
                        refused -> assertThat(refused.remedy()).contains("32"))
                .hasMessageContaining(AdminToken.VARIABLE)
                .satisfies(refused -> assertThat(
                                String.valueOf(refused.getMessage()).contains(" " + token + " "))
                        .isFalse());
    }

    private static MockEnvironment environment(String token) {
        return new MockEnvironment().withProperty(AdminToken.VARIABLE, token);
    }
}
