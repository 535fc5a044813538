package dev.trainyard.bench;

import java.util.List;
import java.util.Map;

/** The environment variables of a side's process that decide on its speed. */
enum Surroundings {
    /** Those of the service: waiting threads sleep, and glibc keeps the memory that it was given back. */
    SERVICE("passive, memory kept", true, true),
    PASSIVE("passive", true, false),
    MEMORY_KEPT("memory kept", false, true),
    /** What a process gets that sets nothing. */
    PLAIN("plain", false, false);

    /** All, for a side that is to be compared with at its best. */
    static final List<Surroundings> ANY = List.of(values());

    private final String title;
    private final boolean passive;
    private final boolean memoryKept;

    Surroundings(String title, boolean passive, boolean memoryKept) {
        this.title = title;
        this.passive = passive;
        this.memoryKept = memoryKept;
    }

    /** Takes from an environment, that of the service (see the profile {@code bench}), what is not to be in it. */
    void apply(Map<String, String> environment) {
        if (!passive) {
            environment.remove("OMP_WAIT_POLICY");
        }
        if (!memoryKept) {
            environment.keySet().removeIf(name -> name.startsWith("MALLOC_"));
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
