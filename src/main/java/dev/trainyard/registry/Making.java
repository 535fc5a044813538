package dev.trainyard.registry;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A version that is being made, as its {@link VersionMaker} sees it. */
public final class Making {
    private final Build build;
    private final Path directory;

    Making(Build build, Path directory) {
        this.build = build;
        this.directory = directory;
    }

    /** Of the row in {@code dataset_version}. */
    public UUID versionId() {
        return build.version();
    }

    /** What it is made from; empty for an upload. */
    public Optional<String> base() {
        return Optional.ofNullable(build.base());
    }

    /** As they were given to {@link Versions#begin}. */
    public ObjectNode options() {
        return build.options();
    }

    /** A directory for whatever is needed meanwhile; gone when the making ends. */
    public Path scratch() {
        return directory;
    }

    /** Where the packed file is to be. */
    public Path target() {
        return directory.resolve("version");
    }

    /**
     * Tells how far it is; to be called every second or so, it costs nothing.
     *
     * @param phase what is done now, in a word or two
     * @param done of {@code total}
     * @throws BuildStoppedException if it is to stop: somebody cancelled it, or another process makes it now
     */
    public void progress(String phase, long done, long total) {
        build.progress(new BuildProgress(phase, done, total));
    }
}
