package dev.trainyard.fuzz;

import java.io.IOException;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextManager;

/** The fuzzer of the tests with more requests, and any seed. */
public final class FuzzRun {
    private FuzzRun() {}

    /** Sends so many requests to the services of the tests, with configured access or open. */
    public static FuzzReport of(boolean open, long seed, int requests) throws IOException {
        Class<?> test = open ? OpenApiFuzzTest.class : ApiFuzzTest.class;
        ApplicationContext service =
                new TestContextManager(test).getTestContext().getApplicationContext();
        ApiFuzzer fuzzer = open ? FuzzTarget.open(service) : FuzzTarget.closed(service);
        return fuzzer.run(seed, requests);
    }
}
