package dev.trainyard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SigningSecretTest {
    @Test
    void signaturesAreThoseOfTheSpecification() {
        var secret = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(secret.sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void secretsAreLongDifferentAndNotPrinted() {
        SigningSecret secret = SigningSecret.generate();

        assertThat(secret.text())
                .startsWith("whsec_")
                .isNotEqualTo(SigningSecret.generate().text());
        assertThat(Base64.getDecoder().decode(secret.text().substring("whsec_".length())))
                .hasSize(32);
        assertThat(secret).asString().doesNotContain(secret.text().substring("whsec_".length()));
    }
}
