package dev.trainyard.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Breaks what works, at random. A process is killed or stopped only while it is up: killing one that starts proves little. */
final class Mayhem {
    private static final long LOOK_MILLIS = 100;

    private final Cluster cluster;
    private final Postgres postgres;
    private final Duration gap;
    private final Duration lease;
    private final Random random;
    private final Harm harm = new Harm();
    private Instant next;
    private Instant awake = Instant.MAX;
    private List<ServiceProcess> stopped = List.of();

    /** Gap: the mean time between two acts. */
    Mayhem(Cluster cluster, Postgres postgres, Duration gap, Duration lease, long seed) {
        this.cluster = cluster;
        this.postgres = postgres;
        this.gap = gap;
        this.lease = lease;
        this.random = new Random(seed);
        next = Instant.now().plus(gap);
    }

    Harm harm() {
        return harm;
    }

    /** Goes on until then, and leaves everybody awake. */
    void rage(Instant end) throws IOException, InterruptedException, SQLException {
        while (Instant.now().isBefore(end)) {
            harm.diedOfThemselves += cluster.tend();
            if (Instant.now().isAfter(awake)) {
                wake();
            }
            if (Instant.now().isAfter(next) && act()) {
                next = Instant.now().plusMillis((long) (gap.toMillis() * (0.25 + 1.5 * random.nextDouble())));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        wake();
    }

    /** Says whether there was a victim to choose: else, on a machine that is too slow, each would die as soon as it is up. */
    private boolean act() throws IOException, InterruptedException, SQLException {
        List<ServiceProcess> victims = cluster.victims();
        if (victims.isEmpty()) {
            return false;
        }
        int dice = random.nextInt(100);
        if (dice < 4) {
            restart(dice < 2);
        } else if (dice < 14) {
            harm.terminatedBackends += postgres.terminateBackend(random.nextInt(1000)) ? 1 : 0;
        } else {
            ServiceProcess victim = victims.get(random.nextInt(victims.size()));
            if (dice < 22 && stopped.isEmpty()) {
                stop(victim);
            } else {
                cluster.replace(victim);
                harm.kills++;
            }
        }
        return true;
    }

    private void restart(boolean crash) throws IOException, InterruptedException {
        postgres.restart(crash ? "immediate" : "fast");
        harm.restarts += crash ? 0 : 1;
        harm.crashes += crash ? 1 : 0;
    }

    private void stop(ServiceProcess victim) throws IOException, InterruptedException {
        victim.stop();
        stopped = List.of(victim);
        awake = Instant.now().plus(lease).plusMillis(500 + random.nextInt(4000));
        harm.stops++;
    }

    private void wake() throws IOException, InterruptedException {
        for (ServiceProcess process : stopped) {
            process.go();
        }
        stopped = List.of();
        awake = Instant.MAX;
    }

    /** What was done. */
    static final class Harm {
        int kills;
        int stops;
        int restarts;
        int crashes;
        int terminatedBackends;
        int diedOfThemselves;
    }
}
