package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void aTokenIsRecognisableAndHas256RandomBits() {
        assertThat(Secret.random().value()).matches("ty_[A-Za-z0-9_-]{43}");
        assertThat(IntStream.range(0, 100).mapToObj(i -> Secret.random()).distinct())
                .hasSize(100);
    }

    @Test
    void thePrefixTellsNoMoreThanAQuarter() {
        assertThat(new Secret("ty_0123456789012345678901234567890123456789012").prefix())
                .isEqualTo("ty_01234567");
        assertThat(new Secret("a".repeat(32)).prefix()).isEqualTo("a".repeat(8));
        assertThat(new Secret("a").prefix()).isEmpty();
    }

    @Test
    void aSecretDoesNotShowItselfAsText() {
        Secret secret = Secret.random();
        var view = new TokenView("tok_1", "n", "ann", "admin", secret.prefix(), Instant.EPOCH, null, null, null);

        assertThat(secret.toString()).doesNotContain(secret.value());
        assertThat(new IssuedToken(view, secret.value()).toString()).doesNotContain(secret.value());
    }
}
