package dev.trainyard.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of the embedded database: random, made once, in a file that only its owner can read. */
final class DatabasePassword {
    private static final int BYTES = 24;

    private DatabasePassword() {}

    static String read(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Files.readString(file).strip();
    }

    /** Writes a new password into the file, whole or not at all. */
    static void create(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        // A temporary file has mode 600 from its creation, before it has content.
        Path draft = Files.createTempFile(file.getParent(), "postgres", ".password");
        Files.writeString(draft, HexFormat.of().formatHex(random) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
