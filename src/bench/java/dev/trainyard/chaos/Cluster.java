package dev.trainyard.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An API process and worker processes. Whoever dies is replaced in the same breath, at the same port. */
final class Cluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Program program;
    private final List<Seat> seats = new ArrayList<>();
    private final List<ServiceProcess> everyone;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** A place that a process fills, one after the other. */
    private final class Seat {
        private final String name;
        private final int port;
        private final List<String> settings;
        private volatile ServiceProcess process;
        private int count = 1;

        Seat(String name, int port, List<String> settings) throws IOException {
            this.name = name;
            this.port = port;
            this.settings = settings;
            process = start();
        }

        ServiceProcess start() throws IOException {
            String unique = "%s.%d".formatted(name, count++);
            ServiceProcess started = new ServiceProcess(unique, program.start(unique, port, settings));
            everyone.add(started);
            return started;
        }

        void lookWhetherReady() {
            if (process.isStarting() && answers(http, port)) {
                process.becomeReady();
            }
        }
    }

    /** Everyone: a list that is told of each process. */
    Cluster(Program program, int apiPort, int workers, List<ServiceProcess> everyone) throws IOException {
        this.program = program;
        this.everyone = everyone;
        seats.add(new Seat("api", apiPort, List.of("--trainyard.worker.enabled=false")));
        for (int i = 1; i <= workers; i++) {
            seats.add(new Seat("w" + i, apiPort + i, List.of()));
        }
    }

    static boolean answers(HttpClient http, int port) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Looks which processes have become ready, and replaces those that have died of themselves; says how many. */
    int tend() throws IOException {
        int died = 0;
        for (Seat seat : seats) {
            if (!seat.process.isAlive()) {
                died++;
                seat.process = seat.start();
            }
            seat.lookWhetherReady();
        }
        return died;
    }

    /** Those that work now. */
    private List<ServiceProcess> up() {
        return seats.stream()
                .map(seat -> seat.process)
                .filter(ServiceProcess::isUp)
                .toList();
    }

    /** Those of them that leave a worker up if they are hit: without one no run could go on, whoever noticed. */
    List<ServiceProcess> victims() {
        List<ServiceProcess> up = up();
        ServiceProcess api = seats.get(0).process;
        long workers = up.stream().filter(process -> process != api).count();
        return up.stream().filter(process -> workers > (process == api ? 0 : 1)).toList();
    }

    boolean isWhole() {
        return up().size() == seats.size();
    }

    /** Kills a process and starts its successor. */
    void replace(ServiceProcess victim) throws IOException, InterruptedException {
        victim.kill();
        for (Seat seat : seats) {
            if (seat.process == victim) {
                seat.process = seat.start();
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Seat seat : seats) {
            seat.process.kill();
        }
    }
}
