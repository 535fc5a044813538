package dev.trainyard.registry;

import java.io.IOException;
import java.util.UUID;

/** Makes the versions of one origin. */
public interface VersionMaker {
    /** Of which versions. */
    Origin origin();

    /**
     * Makes a version. Called in whatever process holds the lease of it, and again in any other if that one dies: it goes
     * on where it was, or begins again, and comes to the same version.
     *
     * @throws UnbuildableException if it cannot be made, whoever tries: the version fails
     * @throws BuildStoppedException what {@link Making#progress} throws
     * @throws IOException if the network or a disk fails: it is tried again, a few times
     */
    MadeVersion make(Making making) throws IOException, InterruptedException;

    /** The version is ready, and everybody knows: what was kept for its making may go. It may die before that. */
    default void made(UUID version) {}
}
