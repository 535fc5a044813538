package dev.trainyard.bench;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What Gatling does: an open model, in which every request comes at its own time, whether those before it were answered
 * or not. First a warm-up, whose requests have names of their own.
 */
public final class ApiLoad extends Simulation {
    /** What the names of requests begin with that do not count. */
    static final String WARM_UP = "warm-up";

    private static final RequestTimes TIMES = new RequestTimes();
    private static final Duration LEAD = Duration.ofSeconds(Integer.getInteger("load.warm-up"));
    private static final Duration MEASURED =
            Duration.ofMillis(Math.round(60_000 * Double.parseDouble(System.getProperty("load.minutes"))));
    private static final String OWNER = "#{token}";
    private static final String JSON = "application/json";

    public ApiLoad() {
        double polls = Integer.getInteger("load.polls");
        double submissions = Integer.getInteger("load.submissions");
        int streams = Integer.getInteger("load.streams");
        setUp(
                        warmUp(polls(WARM_UP + " "), polls),
                        warmUp(submissions(WARM_UP + " "), submissions),
                        measured(polls(""), polls),
                        measured(submissions(""), submissions),
                        streams().injectOpen(atOnceUsers(streams)))
                .protocols(protocol());
    }

    private static HttpProtocolBuilder protocol() {
        return http.baseUrl(System.getProperty("load.url"))
                .acceptHeader(JSON)
                .disableWarmUp()
                .disableCaching()
                .shareConnections();
    }

    /** Slowly: a service that has just started compiles its code on the core that it answers with. */
    private static PopulationBuilder warmUp(ScenarioBuilder scenario, double rate) {
        return scenario.injectOpen(
                rampUsersPerSec(rate / 100)
                        .to(rate / 4)
                        .during(LEAD.dividedBy(2))
                        .randomized(),
                rampUsersPerSec(rate / 4).to(rate).during(LEAD.dividedBy(4)).randomized(),
                constantUsersPerSec(rate).during(LEAD.dividedBy(4)).randomized());
    }

    private static PopulationBuilder measured(ScenarioBuilder scenario, double rate) {
        return scenario.injectOpen(
                nothingFor(LEAD), constantUsersPerSec(rate).during(MEASURED).randomized());
    }

    /** What dashboards ask for: most of it they have already. */
    private static ScenarioBuilder polls(String prefix) {
        String run = "/v1/runs/#{run}";
        return scenario(prefix + "polls")
                .exec(runs())
                .exec(randomSwitch()
                        .on(
                                percent(40).then(unchanged(prefix + "run, If-None-Match", run)),
                                percent(10).then(get(prefix + "run", run)),
                                percent(10).then(get(prefix + "list", "/v1/runs")),
                                percent(10)
                                        .then(get(
                                                prefix + "list, two filters",
                                                "/v1/runs?status=succeeded&activation=#{activation}")),
                                percent(5).then(get(prefix + "list, tag", "/v1/runs?tag=#{tag}")),
                                percent(5).then(get(prefix + "list, next page", "/v1/runs?after=#{run}")),
                                percent(5).then(allOwners(prefix + "list, all owners")),
                                percent(10).then(get(prefix + "epochs", run + "/epochs")),
                                percent(5).then(csvOfEpochs(prefix + "epochs, CSV", run + "/epochs"))));
    }

    private static ChainBuilder runs() {
        return feed(csv(System.getProperty("load.runs")).random());
    }

    private static ChainBuilder get(String name, String path) {
        return timed(name, 200, OWNER, http(name).get(path));
    }

    private static ChainBuilder unchanged(String name, String path) {
        return timed(name, 304, OWNER, http(name).get(path).header("If-None-Match", "W/\"run-#{version}\""));
    }

    private static ChainBuilder allOwners(String name) {
        return timed(name, 200, ServiceProcess.ADMIN_TOKEN, http(name).get("/v1/runs"));
    }

    private static ChainBuilder csvOfEpochs(String name, String path) {
        return timed(name, 200, OWNER, http(name).get(path).header("Accept", "text/csv"));
    }

    private static ScenarioBuilder submissions(String prefix) {
        return scenario(prefix + "submissions")
                .exec(runs())
                .exec(randomSwitch()
                        .on(
                                percent(50).then(submission(prefix + "submit", Map.of())),
                                percent(50)
                                        .then(submission(
                                                prefix + "submit, Idempotency-Key",
                                                Map.of("Idempotency-Key", "#{randomUuid()}")))));
    }

    private static ChainBuilder submission(String name, Map<String, String> headers) {
        return timed(
                name,
                201,
                OWNER,
                http(name)
                        .post("/v1/runs")
                        .headers(headers)
                        .header("Content-Type", JSON)
                        .body(StringBody("""
                        {"model": "#{model}", "activation": "#{activation}",
                         "dataset": "shapes", "tags": ["load"]}""")));
    }

    private static ChainBuilder timed(String name, int expected, String token, HttpRequestActionBuilder request) {
        return exec(request.header("Authorization", "Bearer " + token)
                        .check(
                                responseTimeInMillis().saveAs(RequestTimes.TIME),
                                status().saveAs(RequestTimes.STATUS),
                                status().is(expected)))
                .exec(session -> TIMES.add(name, session));
    }

    /** Streams of the run that is trained, open all the time. */
    private static ScenarioBuilder streams() {
        return scenario("streams")
                .exec(sse("stream")
                        .get("/v1/runs/%s/events".formatted(System.getProperty("load.training")))
                        .header("Authorization", "Bearer " + ServiceProcess.ADMIN_TOKEN))
                .pause(LEAD.plus(MEASURED))
                .exec(session -> TIMES.add(WARM_UP + " stream", session))
                .exec(sse("stream's end").close());
    }

    @Override
    public void after() {
        LoadResult.write(TIMES.rows(), Path.of(System.getProperty("load.result")));
    }
}
