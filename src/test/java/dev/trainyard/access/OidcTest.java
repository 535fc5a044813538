package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.trainyard.run.Http;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** JWTs of an issuer beside our own tokens. */
@ClosedServiceTest
class OidcTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AccessFixture fixture;

    @BeforeEach
    void reset() {
        fixture.reset();
    }

    @Test
    void theSubjectOwnsItsRunsAndTheClaimGivesTheRole() {
        Http carol = new Http(port).as(Issuer.sign(roles("carol", List.of("else", "viewer", "submitter"))));

        Http.Answer run = carol.post(
                "/v1/runs",
                "{\"model\": \"resnet-8\", \"activation\": \"relu\", \"dataset\": \"shapes\", \"epochs\": 1}");
        assertThat(run.status()).as(run.body()).isEqualTo(201);
        assertThat(run.json().get("owner").stringValue()).isEqualTo("carol");
        assertThat(fixture.audit(1).get(0)).startsWith("carol/oidc run.created ");
        assertThat(carol.get("/v1/tokens").status()).isEqualTo(403);
        assertThat(new Http(port)
                        .as(Issuer.sign(roles("dave", "admin")))
                        .get("/v1/tokens")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSubjectWithoutARoleMayDoNothing() {
        Http.Answer answer = call(Issuer.sign(roles("carol", List.of("else"))));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("detail").stringValue()).contains("roles", "viewer, submitter, admin");
    }

    @Test
    void aTokenOfAnotherKeyIssuerAudienceOrTimeIsRefused() {
        JWTClaimsSet good = roles("carol", "admin");
        assertThat(call(Issuer.sign(good)).status()).isEqualTo(200);

        assertRefused(Issuer.sign(good, Issuer.key()));
        assertRefused(Issuer.sign(
                new JWTClaimsSet.Builder(good).issuer("http://127.0.0.1").build()));
        assertRefused(
                Issuer.sign(new JWTClaimsSet.Builder(good).audience("mail").build()));
        assertRefused(Issuer.sign(new JWTClaimsSet.Builder(good)
                .expirationTime(Date.from(Instant.now().minusSeconds(3600)))
                .build()));
        assertRefused(Issuer.sign(new JWTClaimsSet.Builder(good).subject(null).build()));
        assertRefused(new PlainJWT(good).serialize() + "x");
    }

    private void assertRefused(String jwt) {
        Http.Answer answer = call(jwt);
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("invalid_token");
    }

    private Http.Answer call(String jwt) {
        return new Http(port).as(jwt).get("/v1/runs");
    }

    private static JWTClaimsSet roles(String subject, Object roles) {
        return Issuer.claims(subject).claim("roles", roles).build();
    }
}
