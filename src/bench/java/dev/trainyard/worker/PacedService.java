package dev.trainyard.worker;

import dev.trainyard.Trainyard;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The main class of a simulated fleet's processes: the service as it is, but that its epochs only take their time. */
public final class PacedService {
    /** A setting of its own: how long an epoch takes. */
    public static final String EPOCH = "simulation.epoch";

    private PacedService() {}

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(Trainyard.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                "pacedTrainer",
                                Trainer.class,
                                () -> new PacedTrainer(
                                        context.getEnvironment().getRequiredProperty(EPOCH, Duration.class)),
                                definition -> definition.setPrimary(true)))
                .run(arguments);
    }
}
