package dev.trainyard;

import dev.trainyard.client.Client;
import dev.trainyard.database.SchemaMigration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service: the API, the workers, and, where no other database is configured, an embedded PostgreSQL. With a command
 * as its first argument it is a client of a service instead.
 */
@SpringBootApplication
public class Trainyard {
    public static void main(String[] arguments) {
        if (Client.isAskedFor(arguments)) {
            System.exit(Client.run(arguments));
        } else if (SchemaMigration.isAskedFor(arguments)) {
            SchemaMigration.run(arguments);
        } else {
            SpringApplication.run(Trainyard.class, arguments);
        }
    }
}
