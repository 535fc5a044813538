package dev.trainyard.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Plays the demonstration once the service is ready, if it was started with {@code --demo}. */
@Configuration(proxyBeanMethods = false)
class DemoConfiguration {
    private static final String OPTION = "demo";

    private final ApplicationArguments arguments;

    DemoConfiguration(ApplicationArguments arguments) {
        this.arguments = arguments;
    }

    @EventListener
    void play(ApplicationReadyEvent ready) {
        if (arguments.containsOption(OPTION)) {
            String address = "http://127.0.0.1:"
                    + ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
            // The table shows what the workers would log, and a progress bar stands no lines in between.
            LoggingSystem.get(getClass().getClassLoader()).setLogLevel("dev.trainyard.worker", LogLevel.WARN);
            Thread demo = new Thread(() -> play(address), OPTION);
            demo.setDaemon(true);
            demo.start();
        }
    }

    private static void play(String address) {
        try {
            new Demo(address, new PrintWriter(System.out, true, Charset.defaultCharset())).play();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.out.println("The demo ends: " + address + " does not answer it: " + e.getMessage());
        }
    }
}
