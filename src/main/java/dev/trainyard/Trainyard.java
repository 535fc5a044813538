package dev.trainyard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service: the API, the workers, and, where no other database is configured, an embedded PostgreSQL. */
@SpringBootApplication
public class Trainyard {
    public static void main(String[] arguments) {
        SpringApplication.run(Trainyard.class, arguments);
    }
}
