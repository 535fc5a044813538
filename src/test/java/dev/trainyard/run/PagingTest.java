package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
class PagingTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        fixture.deleteAll();
    }

    @Test
    void aWalkSeesEveryRunThatWasCommittedBeforeItExactlyOnceWhileOthersAreCommittedOutOfOrder() throws Exception {
        IntStream.range(0, 40).forEach(i -> fixture.submit());
        AtomicBoolean enough = new AtomicBoolean();
        Semaphore pages = new Semaphore(0);
        ExecutorService writers = Executors.newFixedThreadPool(3);
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writing.add(writers.submit(() -> {
                while (!enough.get()) {
                    pages.acquire();
                    inTransaction(this::committedBeforeAnOlderOne);
                }
                return null;
            }));
        }
        try {
            for (int walk = 0; walk < 5; walk++) {
                List<String> before = committed();
                assertThat(walk("", pages)).doesNotHaveDuplicates().containsAll(before);
            }
        } finally {
            enough.set(true);
            pages.release(3);
            writers.shutdown();
        }
        for (Future<?> writer : writing) {
            writer.get();
        }
        assertThat(walk()).hasSize(committed().size());
    }

    @Test
    void aRunThatIsCommittedLateIsSeenOnceWhereItsIdBelongs() {
        List<RunId> late = new ArrayList<>();
        List<JsonNode> first = new ArrayList<>();
        inTransaction(() -> {
            late.add(fixture.submit());
            IntStream.range(0, 5).forEach(i -> inTransaction(fixture::submit));
            first.add(http.get("/v1/runs?limit=3").json());
        });
        List<String> seen = new ArrayList<>(ids(first.get(0)));
        seen.addAll(walk("&after=" + first.get(0).get("next").stringValue(), new Semaphore(0)));

        assertThat(seen).doesNotHaveDuplicates().hasSize(6).endsWith(late.get(0).toString());
    }

    /** In a transaction of its own, while the caller's has an older run that is not committed. */
    private void committedBeforeAnOlderOne() {
        fixture.submit();
        inTransaction(fixture::submit);
    }

    private void inTransaction(Runnable work) {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        template.executeWithoutResult(open -> work.run());
    }

    private List<String> committed() {
        return jdbc.sql("select 'run_' || replace(id::text, '-', '') from run")
                .query(String.class)
                .list();
    }

    private List<String> walk() {
        return walk("", new Semaphore(0));
    }

    /** At every page some more runs may be submitted. */
    private List<String> walk(String from, Semaphore pages) {
        List<String> seen = new ArrayList<>();
        JsonNode page = http.get("/v1/runs?limit=7" + from).json();
        seen.addAll(ids(page));
        while (page.get("has_more").booleanValue()) {
            pages.release(4);
            page = http.get("/v1/runs?limit=7&after=" + page.get("next").stringValue())
                    .json();
            seen.addAll(ids(page));
        }
        return seen;
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("data").spliterator(), false)
                .map(run -> run.get("id").stringValue())
                .toList();
    }
}
