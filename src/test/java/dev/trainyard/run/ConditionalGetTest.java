package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.training.StepReport;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class ConditionalGetTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    @Autowired
    private JdbcClient jdbc;

    private final Statistics statements;
    private Http http;
    private String run;
    private ClaimedRun claim;

    @Autowired
    ConditionalGetTest(EntityManagerFactory database) {
        statements = database.unwrap(SessionFactory.class).getStatistics();
    }

    @BeforeEach
    void train() {
        http = new Http(port);
        fixture.deleteAll();
        run = "/v1/runs/" + fixture.submit();
        claim = queue.claim("worker", LEASE).orElseThrow();
        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        statements.setStatisticsEnabled(true);
    }

    @AfterEach
    void countNoMore() {
        statements.setStatisticsEnabled(false);
    }

    @Test
    void whatIsPolledHasATagAndMayBeKeptButNotTrusted() {
        for (String path : new String[] {run, run + "/epochs", "/v1/runs"}) {
            Http.Answer answer = http.get(path);
            assertThat(answer.header("ETag")).as(path).startsWith("W/\"");
            assertThat(answer.header("Cache-Control")).as(path).contains("no-cache", "private");
            assertThat(answer.headers().allValues("Vary")).as(path).contains("Accept");
        }
    }

    @Test
    void whatIsKnownIsNotSentAgainAndItsEpochsAreNotRead() {
        for (String path : new String[] {run, run + "/epochs"}) {
            String tag = http.get(path).header("ETag");
            statements.clear();

            Http.Answer again = get(path, tag, "");

            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(tag);
            assertThat(again.header("Cache-Control")).contains("no-cache", "private");
            // The version is asked for beside Hibernate.
            assertThat(statements.getPrepareStatementCount()).as(path).isZero();
            assertThat(statements.getEntityLoadCount()).as(path).isZero();
        }
    }

    @Test
    void aHeartbeatIsNewsOfTheRunButNotOfItsEpochs() {
        String runTag = http.get(run).header("ETag");
        String epochsTag = http.get(run + "/epochs").header("ETag");

        queue.heartbeat(claim, LEASE, new StepReport(2, 5, 100, 0.5, 900));

        Http.Answer fresh = get(run, runTag, "");
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.json().get("progress").get("step").intValue()).isEqualTo(5);
        assertThat(get(run + "/epochs", epochsTag, "").status()).isEqualTo(304);
    }

    @Test
    void anEpochIsNewsOfBoth() {
        String runTag = http.get(run).header("ETag");
        String epochsTag = http.get(run + "/epochs").header("ETag");

        queue.commitEpoch(claim, report(2), checkpoint(2), true);

        assertThat(get(run, runTag, "").json().get("last_epoch").get("epoch").intValue())
                .isEqualTo(2);
        assertThat(get(run + "/epochs", epochsTag, "").json().get("data")).hasSize(2);
    }

    @Test
    void whoHasTheJsonDoesNotHaveTheCsv() {
        String json = get(run + "/epochs", "", "application/json").header("ETag");
        String csv = get(run + "/epochs", "", "text/csv").header("ETag");

        assertThat(get(run + "/epochs", json, "text/csv").status()).isEqualTo(200);
        assertThat(get(run + "/epochs", csv, "text/csv").status()).isEqualTo(304);
    }

    @Test
    void aListIsKnownUntilARunOnItChangesOrAnotherComes() {
        String tag = http.get("/v1/runs").header("ETag");
        assertThat(get("/v1/runs", tag, "").status()).isEqualTo(304);

        fixture.submit();
        Http.Answer longer = get("/v1/runs", tag, "");
        assertThat(longer.status()).isEqualTo(200);

        queue.heartbeat(claim, LEASE, new StepReport(2, 5, 100, 0.5, 900));
        assertThat(get("/v1/runs", longer.header("ETag"), "").status()).isEqualTo(200);
    }

    @Test
    void aListReadsOnlyTheRunsThatHaveChangedSinceTheLastOne() {
        fixture.submit();
        http.get("/v1/runs");
        queue.heartbeat(claim, LEASE, new StepReport(2, 5, 100, 0.5, 900));
        statements.clear();

        Http.Answer list = http.get("/v1/runs");

        assertThat(statements.getEntityLoadCount()).isEqualTo(1);
        assertThat(list.json().get("data")).hasSize(2);
        assertThat(list.json().get("data").get(1).get("progress").get("step").intValue())
                .isEqualTo(5);
    }

    @Test
    void aChangeByHandIsNewsToo() {
        String tag = http.get(run).header("ETag");

        jdbc.sql("update run set name = 'by hand'").update();

        assertThat(get(run, tag, "").json().get("name").stringValue()).isEqualTo("by hand");
    }

    private Http.Answer get(String path, String tag, String accept) {
        var request = http.request(path);
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        return Http.send(accept.isEmpty() ? request : request.header("Accept", accept));
    }
}
