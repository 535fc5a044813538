package dev.trainyard.database;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ownership of a database directory by this process: a lock on a file that holds the owner's process id. The kernel
 * drops the lock when the owner dies, however it dies.
 */
final class DirectoryLock implements AutoCloseable {
    /**
     * What this JVM owns. A file lock belongs to the process, and closing any channel of the file drops it, so a
     * second attempt of the same process must not even open the file.
     */
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes ownership.
     *
     * @throws DatabaseUnavailableException if a live service owns the directory
     */
    static DirectoryLock acquire(DatabaseFiles files) throws IOException {
        Path file = files.directory().toRealPath().resolve(files.lock().getFileName());
        long self = ProcessHandle.current().pid();
        if (!OWNED.add(file)) {
            throw owned(files.cluster(), Long.toString(self));
        }
        try {
            return new DirectoryLock(file, lock(file, self, files.cluster()));
        } catch (IOException | RuntimeException e) {
            OWNED.remove(file);
            throw e;
        }
    }

    private static FileChannel lock(Path file, long self, Path cluster) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw owned(cluster, Files.readString(file).strip());
        }
        channel.truncate(0).write(ByteBuffer.wrap((self + "\n").getBytes(US_ASCII)));
        return channel;
    }

    private static DatabaseUnavailableException owned(Path cluster, String owner) {
        return new DatabaseUnavailableException(
                "The database directory %s belongs to a running service, process %s.".formatted(cluster, owner),
                "Stop process %s, or start this service with another trainyard.data-dir, or with the".formatted(owner)
                        + " spring.datasource.url of a PostgreSQL that both can share.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OWNED.remove(file);
    }
}
