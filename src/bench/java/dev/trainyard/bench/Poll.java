package dev.trainyard.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Something that is asked for, by an owner or an administrator. */
record Poll(String title, ApiClient client, String path, String accept) {
    private static final String JSON = "application/json";

    /** Lists with filters that many runs, few runs and none pass, also such as no index has; and single runs. */
    static List<Poll> all(StoredRuns stored, ApiClient admin, ApiClient owner) {
        String oldest = stored.oldest();
        return List.of(
                list("an owner's runs", owner, ""),
                list("all runs", admin, ""),
                list("all runs, 200 on the page", admin, "?limit=200"),
                list("all runs, the last page", admin, "?after=" + stored.fromTheEnd(50)),
                list("by status, an owner's: none", owner, "?status=failed"),
                list("by status, all owners'", admin, "?status=cancelled"),
                list("by status: none", admin, "?status=running"),
                list("by activation and model", admin, "?activation=coslu&model=resnet-20"),
                list("by activation and model: none", admin, "?activation=coslu&model=resnet-110"),
                list("by status and activation, an owner's", owner, "?status=succeeded&activation=relu"),
                list(
                        "by status, model, activation, data set",
                        admin,
                        "?status=failed&model=resnet-8&activation=relun&dataset=shapes"),
                list("by tag", admin, "?tag=sweep-7"),
                list("by a tag of all runs", admin, "?tag=stored"),
                list("by an old tag and a status", admin, "?tag=sweep-1&status=failed"),
                list("by a tag that is nowhere", admin, "?tag=nowhere"),
                list("by owner and status: none", admin, "?owner=owner-1&status=failed"),
                new Poll("run", admin, "/v1/runs/" + oldest, JSON),
                new Poll("epochs", admin, "/v1/runs/" + oldest + "/epochs", JSON),
                new Poll("epochs, CSV", admin, "/v1/runs/" + oldest + "/epochs", "text/csv"),
                new Poll("log", admin, "/v1/runs/" + oldest + "/log", "text/plain"),
                new Poll("audit", admin, "/v1/audit", JSON),
                new Poll("metrics for Prometheus", admin, "/actuator/prometheus", "text/plain"));
    }

    private static Poll list(String title, ApiClient client, String query) {
        return new Poll("list: " + title, client, "/v1/runs" + query, JSON);
    }

    /** Asks so many times, each time when the answer before is there; nanoseconds. */
    List<Long> times(int count) throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = client.get(path, accept);
            times.add(System.nanoTime() - begin);
            if (answer.statusCode() != 200) {
                throw new IOException("%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
        }
        return times;
    }

    static void printHeading() {
        System.out.println("| request | p50, ms | p99, ms | slowest, ms | pages read | whole tables read | |");
        System.out.println("|---|--:|--:|--:|--:|--:|---|");
    }

    /** Reads: by all of these requests; says whether p99 is below the target. */
    boolean print(List<Long> nanos, PageReads reads, double targetMillis) {
        List<Long> sorted = nanos.stream().sorted().toList();
        boolean inTime = Tails.millis(sorted, 0.99) < targetMillis;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %d | %d | %s |%n",
                title,
                Tails.millis(sorted, 0.5),
                Tails.millis(sorted, 0.99),
                Tails.millis(sorted, 1),
                reads.pages() / sorted.size(),
                reads.scans() / sorted.size(),
                inTime ? "" : "**too late**");
        return inTime;
    }
}
