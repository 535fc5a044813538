package dev.trainyard.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One service, undisturbed, trains every recipe once: what all other runs are compared with. */
final class Rehearsal {
    private static final String NAME = "rehearsal";

    private Rehearsal() {}

    /** Leaves behind the database's tables with the witness on them, the runs, and the archive of the program's classes. */
    static void run(Program program, int port, Postgres postgres, List<ServiceProcess> everyone)
            throws IOException, InterruptedException, SQLException {
        ServiceProcess service = new ServiceProcess(NAME, program.rehearse(NAME, port));
        everyone.add(service);
        HttpClient http = HttpClient.newHttpClient();
        Patience.until("the first service is up", () -> Cluster.answers(http, port));
        try (Connection connection = postgres.connect()) {
            Witness.install(connection);
        }
        Api api = new Api(port);
        List<String> runs = new ArrayList<>();
        for (Recipe recipe : Recipe.ALL) {
            runs.add(api.submit(recipe.name(), recipe.fields()));
        }
        for (String run : runs) {
            Patience.until(run + " has succeeded", () -> api.status(run).equals("succeeded"));
        }
        service.terminate();
        program.archive();
    }
}
