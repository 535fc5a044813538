package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trainyard.model.ModelFixture;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunQueue;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Who is let in where: every endpoint that there is, also those that are added later. */
@ClosedServiceTest
class EndpointAccessTest {
    private static final List<String> PUBLIC =
            List.of("/actuator/health", "/actuator/info", "/v3/api-docs", "/swagger-ui");

    @LocalServerPort
    private int port;

    @Autowired
    private List<RequestMappingInfoHandlerMapping> mappings;

    @Autowired
    private AccessFixture fixture;

    @Autowired
    private RunQueue queue;

    private Http ann;
    private Http bob;
    private Http admin;

    @BeforeEach
    void connect() {
        fixture.reset();
        ann = new Http(port).as(fixture.token("ann", Role.SUBMITTER));
        bob = new Http(port).as(fixture.token("bob", Role.SUBMITTER));
        admin = new Http(port).as(AccessFixture.ADMIN);
    }

    private record Endpoint(String method, String pattern) {
        boolean isPublic() {
            return pattern.equals("/") || PUBLIC.stream().anyMatch(pattern::startsWith);
        }

        boolean isOfOne() {
            return pattern.startsWith("/v1/") && pattern.contains("{") && !pattern.endsWith("/images");
        }

        boolean isForAdmins() {
            return pattern.startsWith("/v1/tokens") || pattern.startsWith("/v1/audit");
        }

        String path(String id) {
            return pattern.replaceAll("\\{[^}]*}", id);
        }

        Http.Answer call(Http http, String id) {
            boolean isOfBytes = pattern.endsWith("/versions") || pattern.contains("/parts/");
            String type = isOfBytes ? "application/octet-stream" : "application/json";
            return http.send(method, path(id), type, BodyPublishers.ofString("{}"));
        }
    }

    private Stream<Endpoint> endpoints() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(EndpointAccessTest::endpoints)
                .distinct();
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(pattern -> (methods.isEmpty() ? Stream.of(RequestMethod.GET) : methods.stream())
                        .map(method -> new Endpoint(method.name(), pattern)));
    }

    @TestFactory
    Stream<DynamicTest> nobodyIsLetInWithoutAToken() {
        assertThat(endpoints()).hasSizeGreaterThan(12);
        return endpoints()
                .filter(endpoint -> !endpoint.isPublic())
                .map(endpoint -> dynamicTest(endpoint.toString(), () -> {
                    Http.Answer answer = endpoint.call(new Http(port), "x");
                    assertProblem(answer, 401, "unauthorized");
                    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                }));
    }

    @TestFactory
    Stream<DynamicTest> aStrangerIsToldThatThereIsNoSuchThing() {
        assertThat(endpoints().filter(Endpoint::isOfOne)).hasSizeGreaterThanOrEqualTo(4);
        return endpoints()
                .filter(Endpoint::isOfOne)
                .map(endpoint -> dynamicTest(endpoint.toString(), () -> {
                    fixture.reset();
                    if (endpoint.isForAdmins()) {
                        assertProblem(endpoint.call(bob, "x"), 403, "forbidden");
                    } else {
                        assertHidden(endpoint);
                    }
                }));
    }

    /** Something of ann's. Whoever adds a kind of resource adds one here, too: see OwnedResource. */
    private record Owned(String id, String nothing, String code) {
        static Owned of(Endpoint endpoint, Http ann) {
            if (endpoint.pattern().startsWith("/v1/webhooks/{id}")) {
                Http.Answer created = ann.post("/v1/webhooks", "{\"url\":\"https://example.com/\"}");
                return new Owned(created.json().get("id").stringValue(), "hook_" + "0".repeat(32), "webhook_not_found");
            }
            if (endpoint.pattern().startsWith("/v1/experiments/{id}")) {
                Http.Answer created = ann.post("/v1/experiments", """
                        {"grid": {"activation": ["relu"]}, "run": {"model": "resnet-8", "dataset": "shapes", "epochs": 1}}""");
                String experiment = created.json().get("id").stringValue();
                ann.post("/v1/experiments/" + experiment + "/cancel", "");
                return new Owned(experiment, "exp_" + "0".repeat(32), "experiment_not_found");
            }
            if (endpoint.pattern().startsWith("/v1/models/{id}")) {
                Http.Answer imported = ModelFixture.send(ann, "", ModelFixture.file("relu"));
                return new Owned(imported.json().get("id").stringValue(), "mdl_" + "0".repeat(32), "model_not_found");
            }
            if (endpoint.pattern().startsWith("/v1/datasets/{name}")) {
                ann.post("/v1/datasets", "{\"name\": \"anns-birds\"}");
                return new Owned("anns-birds", "nobodys-birds", "dataset_not_found");
            }
            assertThat(endpoint.pattern()).startsWith("/v1/runs/{id}");
            String run = submit(ann);
            ann.post("/v1/runs/" + run + "/cancel", "");
            return new Owned(run, "run_" + "0".repeat(32), "run_not_found");
        }
    }

    private void assertHidden(Endpoint endpoint) {
        Owned anns = Owned.of(endpoint, ann);
        Http.Answer stranger = endpoint.call(bob, anns.id());
        assertProblem(stranger, 404, anns.code());
        assertThat(endpoint.call(bob, anns.nothing()).body())
                .isEqualTo(stranger.body().replace(anns.id(), anns.nothing()));
        assertThat(endpoint.call(ann, anns.id()).body()).doesNotContain(anns.code());
        assertThat(endpoint.call(admin, Owned.of(endpoint, ann).id()).body()).doesNotContain(anns.code());
    }

    @Test
    void ownersListTheirOwnRunsAndAdminsAll() {
        String anns = submit(ann);
        String bobs = submit(bob);

        assertThat(listed(ann, "")).containsExactly(anns);
        assertThat(listed(bob, "")).containsExactly(bobs);
        assertThat(listed(bob, "?owner=ann")).isEmpty();
        assertThat(listed(admin, "")).containsExactly(bobs, anns);
        assertThat(listed(admin, "?owner=ann")).containsExactly(anns);
    }

    @Test
    void aViewerReadsTheRunsOfItsOwnerAndChangesNothing() {
        String id = submit(ann);
        Http viewer = new Http(port).as(fixture.token("ann", Role.VIEWER));

        assertThat(viewer.get("/v1/runs/" + id).status()).isEqualTo(200);
        assertThat(listed(viewer, "")).containsExactly(id);
        assertProblem(viewer.post("/v1/runs/" + id + "/cancel", ""), 403, "forbidden");
        assertProblem(viewer.post("/v1/runs", "{}"), 403, "forbidden");
        assertProblem(viewer.post("/v1/runs/" + id + "/predictions", "{}"), 422, "invalid_request");
        assertThat(ann.get("/v1/runs/" + id).json().get("status").stringValue()).isEqualTo("queued");
    }

    @Test
    void whoImportsAModelSeesItWithTheAdminsAndItsViewersAskIt() {
        Http viewer = new Http(port).as(fixture.token("ann", Role.VIEWER));
        assertProblem(ModelFixture.send(viewer, "", ModelFixture.file("relu")), 403, "forbidden");
        String id = ModelFixture.send(ann, "", ModelFixture.file("relu"))
                .json()
                .get("id")
                .stringValue();

        assertThat(viewer.get("/v1/models/imported").body()).contains(id);
        assertThat(admin.get("/v1/models/imported").body()).contains(id);
        assertThat(bob.get("/v1/models/imported").body()).doesNotContain(id);
        assertProblem(viewer.post("/v1/models/" + id + "/predictions", "{}"), 422, "invalid_request");
        assertProblem(viewer.delete("/v1/models/" + id), 403, "forbidden");
        String bobs = ModelFixture.send(bob, "", ModelFixture.file("relu"))
                .json()
                .get("id")
                .stringValue();
        assertThat(bobs).as("the same file, brought by another").isNotEqualTo(id);

        assertThat(ann.delete("/v1/models/" + id).status()).isEqualTo(204);
        assertThat(fixture.audit(1).get(0)).matches("ann/tok_\\w{32} model.deleted " + id);
        assertProblem(admin.get("/v1/models/" + id), 404, "model_not_found");
    }

    @Test
    void whatIsSharedIsReadByAllAndChangedByItsOwner() {
        ann.post("/v1/datasets", "{\"name\": \"anns-birds\"}");
        assertProblem(bob.get("/v1/datasets/anns-birds"), 404, "dataset_not_found");
        assertThat(bob.get("/v1/datasets/registered").body()).doesNotContain("anns-birds");
        assertProblem(bob.get("/v1/datasets/anns-birds@1/images"), 404, "dataset_not_found");

        ann.send("PATCH", "/v1/datasets/anns-birds", "application/json", BodyPublishers.ofString("{\"shared\": true}"));

        assertThat(bob.get("/v1/datasets/anns-birds").status()).isEqualTo(200);
        assertThat(bob.get("/v1/datasets/registered").body()).contains("anns-birds");
        assertProblem(bob.delete("/v1/datasets/anns-birds"), 404, "dataset_not_found");
        assertProblem(bob.post("/v1/datasets/anns-birds/uploads", "{}"), 404, "dataset_not_found");
        assertThat(bob.get("/v1/datasets/shapes/images?limit=1").status()).isEqualTo(200);
    }

    @Test
    void nobodyBeginsWithTheWeightsOfOthers() {
        String anns = ModelFixture.send(ann, "", ModelFixture.file("relu"))
                .json()
                .get("id")
                .stringValue();
        String body =
                "{\"model\":\"resnet-8\",\"activation\":\"relu\",\"dataset\":\"shapes\",\"epochs\":1,\"initial_weights\":\"%s\"}";

        Http.Answer stranger = bob.post("/v1/runs", body.formatted(anns));
        assertProblem(stranger, 422, "invalid_request");
        String nothing = "mdl_" + "0".repeat(32);
        assertThat(bob.post("/v1/runs", body.formatted(nothing)).body())
                .isEqualTo(stranger.body().replace(anns, nothing));
        assertThat(ann.post("/v1/runs", body.formatted(anns)).status()).isEqualTo(201);
        assertThat(admin.post("/v1/runs", body.formatted(anns)).status()).isEqualTo(201);
    }

    @Test
    void onlyAdminsManageTokensAndReadTheAudit() {
        assertProblem(ann.get("/v1/tokens"), 403, "forbidden");
        assertProblem(ann.post("/v1/tokens", "{}"), 403, "forbidden");
        assertProblem(ann.get("/v1/audit"), 403, "forbidden");
        assertThat(admin.get("/v1/audit").status()).isEqualTo(200);
        assertProblem(admin.delete("/v1/tokens/tok_1"), 404, "token_not_found");
    }

    @Test
    void whoDidSomethingToARunIsInTheAudit() {
        String id = submit(ann);
        admin.post("/v1/runs/" + id + "/cancel", "");

        assertThat(fixture.audit(2))
                .satisfiesExactly(
                        created -> assertThat(created).matches("ann/tok_\\w{32} run.created " + id),
                        ended -> assertThat(ended).matches("admin/tok_\\w{32} run.ended " + id));
    }

    @Test
    void whatAWorkerDoesByItselfIsNobodysAct() {
        String id = submit(ann);
        assertThat(queue.claim("worker", Duration.ofSeconds(30))).isPresent();

        assertThat(fixture.audit(1).get(0)).endsWith("run.created " + id);
        assertThat(fixture.actors(id)).containsExactly("ann", "");
    }

    @Test
    void strangersSeeOfTheActuatorOnlyWhetherItIsWell() {
        Http stranger = new Http(port);

        JsonNode health = stranger.get("/actuator/health").json();
        assertThat(health.get("status").stringValue()).isEqualTo("UP");
        assertThat(health.has("components")).isFalse();
        assertThat(stranger.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(stranger.get("/actuator/info").status()).isEqualTo(200);
        for (String path : List.of("/actuator", "/actuator/prometheus", "/actuator/env", "/actuator/heapdump")) {
            assertProblem(stranger.get(path), 401, "unauthorized");
        }
        assertThat(ann.get("/actuator/prometheus").status()).isEqualTo(200);
        assertProblem(ann.get("/actuator"), 403, "forbidden");
        assertProblem(ann.get("/actuator/sbom/application"), 403, "forbidden");
    }

    @Test
    void afterTenFailedLoginsInAMinuteNothingIsTriedWhateverTheForwardedAddress() {
        for (int i = 0; i < FailedLogins.ALLOWED; i++) {
            Http.Answer failed = new Http(port).as("wrong" + i).getWith("X-Forwarded-For", "10.0.0." + i, "/v1/runs");
            assertProblem(failed, 401, "invalid_token");
        }
        Http.Answer refused = ann.getWith("X-Forwarded-For", "10.0.0.99", "/v1/runs");
        assertProblem(refused, 429, "too_many_failed_logins");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);

        fixture.reset();
        assertThat(ann.get("/v1/runs").status()).isEqualTo(200);
    }

    private static String submit(Http http) {
        Http.Answer answer = http.post(
                "/v1/runs",
                "{\"model\": \"resnet-8\", \"activation\": \"relu\", \"dataset\": \"shapes\", \"epochs\": 1}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").stringValue();
    }

    private static List<String> listed(Http http, String query) {
        return http.get("/v1/runs" + query)
                .json()
                .get("data")
                .valueStream()
                .map(run -> run.get("id").stringValue())
                .toList();
    }

    private static void assertProblem(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
    }
}
