package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.access.Caller;
import dev.trainyard.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class QueueApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    @Autowired
    private WorkerSlots slots;

    @Autowired
    private QueueController controller;

    @Autowired
    private JdbcClient jdbc;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        fixture.deleteAll();
        jdbc.sql("delete from worker_slot").update();
    }

    @Test
    void runsAreCountedByStatusAndSlotsSayWhatTheyTrain() {
        fixture.submit();
        fixture.submit();
        slots.report(Map.of("host/1/0", "cpu: fast", "host/1/1", "cpu: fast"));
        RunId run = queue.claim("host/1/1", RunFixture.LEASE).orElseThrow().id();

        JsonNode shown = http.get("/v1/queue").json();

        assertThat(shown.at("/runs/queued").intValue()).isEqualTo(1);
        assertThat(shown.at("/runs/running").intValue()).isEqualTo(1);
        assertThat(shown.at("/runs/failed").intValue()).isZero();
        assertThat(shown.get("slots")).hasSize(2);
        assertThat(shown.at("/slots/0/name").stringValue()).isEqualTo("host/1/0");
        assertThat(shown.at("/slots/0/busy").booleanValue()).isFalse();
        assertThat(shown.at("/slots/1/device").stringValue()).isEqualTo("cpu: fast");
        assertThat(shown.at("/slots/1/busy").booleanValue()).isTrue();
        assertThat(shown.at("/slots/1/run").stringValue()).isEqualTo(run.toString());
    }

    @Test
    void aStrangerSeesThatASlotIsBusyAndNotWithWhat() {
        fixture.submit("ann", 0);
        slots.report(Map.of("host/1/0", "cpu: fast"));
        assertThat(queue.claim("host/1/0", RunFixture.LEASE)).isPresent();

        QueueView bobs = controller.queue(new Caller("bob", Role.VIEWER, "tok_1"));
        QueueView anns = controller.queue(new Caller("ann", Role.VIEWER, "tok_2"));

        assertThat(bobs.slots().get(0).busy()).isTrue();
        assertThat(bobs.slots().get(0).run()).isNull();
        assertThat(bobs.runs()).containsEntry("running", 0L);
        assertThat(anns.slots().get(0).run()).startsWith("run_");
        assertThat(anns.runs()).containsEntry("running", 1L);
    }

    @Test
    void aWorkerThatIsSilentForHalfAMinuteIsNoMoreShownAndThenForgotten() {
        slots.report(Map.of("host/1/0", "cpu: fast", "host/2/0", "cpu: fast"));
        age("host/1/0", 40);
        assertThat(slots.present()).extracting(WorkerSlot::name).containsExactly("host/2/0");

        age("host/1/0", 400);
        slots.report(Map.of("host/2/0", "cpu: faster"));
        assertThat(jdbc.sql("select name || ' ' || device from worker_slot")
                        .query(String.class)
                        .list())
                .containsExactly("host/2/0 cpu: faster");
    }

    @Test
    void slotsThatAreWithdrawnAreGoneAtOnce() {
        slots.report(Map.of("host/1/0", "cpu: fast"));
        slots.withdraw(List.of("host/1/0"));
        slots.withdraw(List.of());

        assertThat(http.get("/v1/queue").json().get("slots")).isEmpty();
    }

    private void age(String slot, int seconds) {
        jdbc.sql("update worker_slot set seen_at = seen_at - make_interval(secs => ?) where name = ?")
                .param(seconds)
                .param(slot)
                .update();
    }
}
