package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who gets a slot when many want one, and what finding that out costs. */
@ServiceTest
class FairQueueTest {
    private static final Duration AGING = Duration.ofMinutes(30);

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void threeClientsClaimTwoHundredRunsOnceEachAndBothOwnersAreServed() throws Exception {
        List<RunId> submitted = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> submitted.add(fixture.submit("ann", 0)));
        IntStream.range(0, 100).forEach(i -> submitted.add(fixture.submit("bob", 0)));

        List<RunId> claimed = new ArrayList<>();
        Callable<List<RunId>> client = this::claimAll;
        ExecutorService clients = Executors.newFixedThreadPool(3);
        try {
            for (Future<List<RunId>> one : clients.invokeAll(List.of(client, client, client))) {
                claimed.addAll(one.get());
            }
        } finally {
            clients.shutdownNow();
        }

        assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(submitted);
        // Three that look at the same moment may all see the same owner behind.
        assertThat(largestLead()).isLessThanOrEqualTo(6);
    }

    /** By how many runs one owner was ahead of the other at most, in the order of the claims. */
    private int largestLead() {
        int lead = 0;
        int largest = 0;
        for (String owner : jdbc.sql("select owner from run order by lease_token")
                .query(String.class)
                .list()) {
            lead += owner.equals("ann") ? 1 : -1;
            largest = Math.max(largest, Math.abs(lead));
        }
        return largest;
    }

    @Test
    void aSingleSlotServesTheOwnersInTurnThoughNoRunIsEverAtWork() {
        RunId ann1 = fixture.submit("ann", 0);
        RunId ann2 = fixture.submit("ann", 0);
        RunId ann3 = fixture.submit("ann", 0);
        RunId bob1 = fixture.submit("bob", 0);
        RunId bob2 = fixture.submit("bob", 0);

        assertThat(Stream.generate(this::serveOne).limit(5)).containsExactly(ann1, bob1, ann2, bob2, ann3);
    }

    @Test
    void aWorkerPassesOverRunsThatWantMoreDevicesThanItHas() {
        RunId large = fixture.submit("ann", 0);
        RunId small = fixture.submit("ann", 0);
        jdbc.sql("update run set spec = spec || '{\"devices\": 2}' where id = :id")
                .param("id", large.value())
                .update();

        assertThat(queue.claim("one device", 1, LEASE)).map(ClaimedRun::id).contains(small);
        assertThat(queue.claim("one device", 1, LEASE)).isEmpty();
        ClaimedRun claimed = queue.claim("two devices", 2, LEASE).orElseThrow();
        assertThat(claimed.id()).isEqualTo(large);
        assertThat(claimed.recipe().devices()).isEqualTo(2);
    }

    @Test
    void aRunOfLowPriorityIsServedHoweverManyUrgentOnesComeAfterIt() {
        RunId patient = fixture.submit("ann", 0);
        List<RunId> served = new ArrayList<>();
        for (int i = 0; i < 12 && !served.contains(patient); i++) {
            fixture.submit("ann", 5);
            fixture.submit("bob", 5);
            served.add(serveOne());
            clock.advance(AGING);
        }

        // Each of the two urgent lines waits two periods for a turn: after seven nobody is before it.
        assertThat(served).hasSizeBetween(5, 9).last().isEqualTo(patient);
    }

    @Test
    void whoIsServedAllTheTimeGainsNothingByALongLine() {
        IntStream.range(0, 5).forEach(i -> fixture.submit("ann", 0));
        clock.advance(AGING.multipliedBy(20));
        serveOne();
        RunId young = fixture.submit("bob", 0);
        clock.advance(Duration.ofSeconds(1));

        assertThat(serveOne()).isEqualTo(young);
    }

    @Test
    void aClaimReadsNoMoreForFortyThousandEndedRunsThanForTwentyThousand() {
        for (String owner : List.of("ann", "bob")) {
            for (int priority : new int[] {0, 1}) {
                fixture.submit(owner, priority);
            }
        }
        copyAsEnded(20_000);
        int pages = pagesRead(planOfAClaim());
        copyAsEnded(20_000);

        // The table has some thousand pages, which grew twice as many. An index may have got one level more, which is a
        // page
        // for each time that it is looked into; a scan of anything that grew would read twice as many pages.
        String plan = planOfAClaim();
        assertThat(pagesRead(plan)).as(plan).isPositive().isLessThan(pages * 3 / 2);
        assertThat(pages).isLessThan(250);
    }

    private void copyAsEnded(int count) {
        jdbc.sql("""
                insert into run (id, owner, priority, tags, model, activation, dataset, epochs, spec, status, reason, attempt,
                    fruitless_attempts, epoch, created_at, queued_at, started_at, claimed_at, ended_at)
                select gen_random_uuid(), owner, priority, tags, model, activation, dataset, epochs, spec, 'failed', 'error',
                    1, 0, 0, now(), now(), now(), now(), now()
                from (select * from run limit 1) as one, generate_series(1, :count)""").param("count", count).update();
    }

    private String planOfAClaim() {
        jdbc.sql("vacuum analyze run").update();
        return String.join(
                "\n",
                jdbc.sql("explain (analyze, buffers) " + RunRepository.NEXT_QUEUED)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("seconds", AGING.toSeconds())
                        .param("running", Long.MAX_VALUE)
                        .param("devices", 1)
                        .query(String.class)
                        .list());
    }

    /** By the topmost node, which counts what those below it read. */
    private static int pagesRead(String plan) {
        return Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?")
                .matcher(plan)
                .results()
                .mapToInt(found -> number(found.group(1)) + number(found.group(2)))
                .findFirst()
                .orElseThrow();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** A slot takes a run and is done with it a second later. */
    private RunId serveOne() {
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        clock.advance(Duration.ofSeconds(1));
        queue.fail(claim, FailureReason.ERROR, "enough");
        return claim.id();
    }

    private List<RunId> claimAll() {
        return Stream.generate(() -> queue.claim("worker", LEASE))
                .takeWhile(Optional::isPresent)
                .map(claim -> claim.orElseThrow().id())
                .toList();
    }
}
