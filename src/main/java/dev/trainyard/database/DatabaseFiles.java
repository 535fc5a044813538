package dev.trainyard.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the embedded database keeps its files.
 *
 * @param directory the data directory of the service, which other packages share
 * @param binaries the folder of PostgreSQL's programs, about 60 MB once unpacked
 */
record DatabaseFiles(Path directory, Path binaries) {
    static DatabaseFiles in(Path dataDirectory) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        return new DatabaseFiles(directory, directory.resolve("postgres-binaries"));
    }

    /** PostgreSQL's own data directory. */
    Path cluster() {
        return directory.resolve("postgres");
    }

    /** Locked by the service that owns the cluster. */
    Path lock() {
        return directory.resolve("postgres.lock");
    }

    Path password() {
        return directory.resolve("postgres.password");
    }

    /** What initdb, pg_ctl and the server print. */
    Path log() {
        return directory.resolve("postgres.log");
    }

    /** Exists from before initdb until the first start has succeeded: until then the cluster holds nothing to keep. */
    Path initialising() {
        return directory.resolve("postgres.initialising");
    }

    /** Where the programs are unpacked; zonky opens this folder to all users, so the one around it is closed to them. */
    Path unpacked() {
        return binaries.resolve("unpacked");
    }

    /** Creates the folders that are missing. */
    void create() throws IOException {
        Files.createDirectories(directory);
        Files.createDirectories(binaries);
        Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(unpacked());
    }
}
