package dev.trainyard.registry;

/** Stops what makes versions in this process, as the end of the process would, and starts it again. */
public class BuilderSwitch {
    private final VersionBuilder builder;

    BuilderSwitch(VersionBuilder builder) {
        this.builder = builder;
    }

    public void stop() {
        builder.stop();
    }

    public void start() {
        builder.start();
    }
}
