package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.zaxxer.hikari.HikariDataSource;
import dev.trainyard.run.Http;
import dev.trainyard.run.TestClock;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ClosedServiceTest
@ExtendWith(OutputCaptureExtension.class)
class TokenApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AccessFixture fixture;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TestClock clock;

    @Autowired
    private TokenLookup tokens;

    @Autowired
    private PlatformTransactionManager transactions;

    private Http admin;

    @BeforeEach
    void connect() {
        fixture.reset();
        admin = new Http(port).as(AccessFixture.ADMIN);
    }

    @Test
    void aTokenIsShownOnceLetsItsBearerInAndCanBeRevoked() {
        Http.Answer issued = issue("\"role\": \"submitter\"");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        String secret = issued.json().get("token").stringValue();
        String id = issued.json().get("id").stringValue();
        Http bearer = new Http(port).as(secret);
        assertThat(secret)
                .startsWith("ty_")
                .startsWith(issued.json().get("prefix").stringValue());
        assertThat(bearer.get("/v1/runs").status()).isEqualTo(200);

        JsonNode listed = listed(id);
        assertThat(listed.get("owner").stringValue()).isEqualTo("ann");
        assertThat(listed.get("role").stringValue()).isEqualTo("submitter");
        assertThat(listed.get("last_used_at").isNull()).isFalse();
        assertThat(listed.has("token")).isFalse();
        assertThat(admin.get("/v1/tokens?limit=200").body()).doesNotContain(secret);

        assertThat(admin.delete("/v1/tokens/" + id).status()).isEqualTo(204);
        assertThat(bearer.get("/v1/runs").status()).isEqualTo(401);
        assertThat(listed(id).get("revoked_at").isNull()).isFalse();
        assertThat(admin.delete("/v1/tokens/" + id).status()).isEqualTo(204);
        assertThat(fixture.audit(2))
                .containsExactly(operator() + " token.created " + id, operator() + " token.revoked " + id);
    }

    @Test
    void aUseThatIsNotedDoesNotUndoARevocationOfTheSameMoment() {
        JsonNode issued = issue("\"role\": \"viewer\"").json();
        String id = issued.get("id").stringValue();
        Secret secret = new Secret(issued.get("token").stringValue());

        // Its row is locked until the use is committed: the revocation waits for that.
        CompletableFuture<Integer> revocation = new TransactionTemplate(transactions).execute(use -> {
            assertThat(tokens.caller(secret)).isPresent();
            return CompletableFuture.supplyAsync(
                    () -> admin.delete("/v1/tokens/" + id).status());
        });

        assertThat(revocation).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(204);
        assertThat(listed(id).get("last_used_at").isNull()).isFalse();
        assertThat(new Http(port).as(secret.value()).get("/v1/runs").status()).isEqualTo(401);
    }

    @Test
    void onlyTheHashOfATokenIsStored() {
        Secret secret =
                new Secret(issue("\"role\": \"viewer\"").json().get("token").stringValue());

        String row = jdbc.sql("select access_token::text from access_token where sha256 = :hash")
                .param("hash", secret.sha256())
                .query(String.class)
                .single();
        assertThat(row).contains(secret.prefix()).doesNotContain(secret.value());
    }

    @Test
    void aTokenEndsWhenItWasToEnd() {
        String end = clock.instant().plus(Duration.ofHours(1)).toString();
        Http bearer = new Http(port)
                .as(issue("\"role\": \"viewer\", \"expires_at\": \"%s\"".formatted(end))
                        .json()
                        .get("token")
                        .stringValue());

        assertThat(bearer.get("/v1/runs").status()).isEqualTo(200);
        clock.advance(Duration.ofHours(1));
        assertThat(bearer.get("/v1/runs").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("invalidRequests")
    void anInvalidRequestForATokenIsToldWithItsPlace(String body, String pointer) {
        Http.Answer answer = admin.post("/v1/tokens", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("errors")).hasSize(1);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }

    static Stream<Arguments> invalidRequests() {
        return Stream.of(
                argumentSet("no name", "{\"owner\": \"ann\", \"role\": \"viewer\"}", "/name"),
                argumentSet("no owner", "{\"name\": \"n\", \"role\": \"viewer\"}", "/owner"),
                argumentSet("no role", "{\"name\": \"n\", \"owner\": \"ann\"}", "/role"),
                argumentSet("bad role", body("\"role\": \"root\""), "/role"),
                argumentSet(
                        "past", body("\"role\": \"viewer\", \"expires_at\": \"2001-01-01T00:00:00Z\""), "/expires_at"),
                argumentSet("no time", body("\"role\": \"viewer\", \"expires_at\": \"soon\""), "/expires_at"),
                argumentSet(
                        "far",
                        body("\"role\": \"viewer\", \"expires_at\": \"+999999-01-01T00:00:00Z\""),
                        "/expires_at"),
                argumentSet("secret", body("\"role\": \"viewer\", \"token\": \"mine\""), "/token"));
    }

    @Test
    void tokensAndTheAuditArePagedNewestFirst() {
        for (int i = 0; i < 5; i++) {
            issue("\"role\": \"viewer\"");
        }
        for (String path : List.of("/v1/tokens", "/v1/audit")) {
            JsonNode all = admin.get(path + "?limit=5").json().get("data");
            JsonNode first = admin.get(path + "?limit=2").json();
            JsonNode second = admin.get(
                            path + "?limit=3&after=" + first.get("next").stringValue())
                    .json();

            assertThat(first.get("has_more").booleanValue()).isTrue();
            assertThat(Stream.concat(
                            first.get("data").valueStream(), second.get("data").valueStream()))
                    .as(path)
                    .containsExactlyElementsOf(all.valueStream().toList());
            assertThat(admin.get(path + "?limit=0&after=x").json().get("errors"))
                    .hasSize(2);
        }
    }

    @Test
    void theAuditCannotBeRewritten() {
        issue("\"role\": \"viewer\"");

        assertThat(catchThrowable(() ->
                        jdbc.sql("update audit_event set actor = 'nobody'").update()))
                .hasMessageContaining("only ever added to");
        assertThat(catchThrowable(() -> jdbc.sql("delete from audit_event").update()))
                .hasMessageContaining("only ever added to");
    }

    @Test
    void noSecretIsEverLogged(CapturedOutput output) {
        String secret = issue("\"role\": \"viewer\"").json().get("token").stringValue();
        String jwt = Issuer.sign(Issuer.claims("ann").claim("roles", "viewer").build());
        for (String token : List.of(secret, jwt, secret + "x", jwt + "x", AccessFixture.ADMIN)) {
            new Http(port).as(token).get("/v1/runs");
            new Http(port).as(token).post("/v1/runs", "{");
        }

        assertThat(output)
                .contains("A bearer token from 127.0.0.1 was refused")
                .doesNotContain(secret, jwt, AccessFixture.ADMIN, "Bearer ", "Authorization");
    }

    @Test
    void aDatabaseThatIsAwayIsNoFailedLogin() throws Exception {
        var pool = dataSource.unwrap(HikariDataSource.class);
        List<Connection> taken = new ArrayList<>();
        try {
            while (taken.size() < pool.getMaximumPoolSize()) {
                taken.add(pool.getConnection());
            }
            Http.Answer answer = admin.get("/v1/runs");
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("database_unavailable");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        assertThat(admin.get("/v1/runs").status()).isEqualTo(200);
    }

    private Http.Answer issue(String fields) {
        return admin.post("/v1/tokens", body(fields));
    }

    private static String body(String fields) {
        return "{\"name\": \"test\", \"owner\": \"ann\", %s}".formatted(fields);
    }

    private JsonNode listed(String id) {
        return admin.get("/v1/tokens?limit=200")
                .json()
                .get("data")
                .valueStream()
                .filter(token -> token.get("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String operator() {
        return jdbc.sql("select 'admin/tok_' || replace(id::text, '-', '') from access_token where name = :name")
                .param("name", AdminToken.VARIABLE)
                .query(String.class)
                .single();
    }
}
