package dev.trainyard.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock on a file, against other processes and against other threads of this one; a process that dies releases it. */
final class ExclusiveLock implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ExclusiveLock.class);

    /** The lock of a file is held by the whole process, so that threads need one more. */
    private static final ConcurrentMap<Path, ReentrantLock> threads = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel channel;

    private ExclusiveLock(ReentrantLock thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /** Waits for the lock on a file, which is created if need be and left where it is. */
    static ExclusiveLock on(Path file) throws IOException {
        ReentrantLock thread = threads.computeIfAbsent(file.toAbsolutePath(), path -> new ReentrantLock());
        thread.lock();
        try {
            return new ExclusiveLock(thread, locked(file));
        } catch (IOException | RuntimeException failure) {
            thread.unlock();
            throw failure;
        }
    }

    /** A channel to the file that holds its lock, which ends with the channel. */
    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                log.info("Waiting for another process that holds {}", file);
                channel.lock();
            }
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            thread.unlock();
        }
    }
}
