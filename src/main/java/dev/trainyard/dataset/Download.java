package dev.trainyard.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A download that continues where it stopped, in this process or an earlier one: what has come is kept in a
 * {@code .part} file beside the target, and becomes the target when it is complete and has the right checksum.
 */
final class Download {
    private static final Logger log = LoggerFactory.getLogger(Download.class);

    private final URI address;
    private final Path target;
    private final Path part;
    private final Duration reportEvery;

    Download(URI address, Path target) {
        this(address, target, Duration.ofSeconds(3));
    }

    Download(URI address, Path target, Duration reportEvery) {
        this.address = address;
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.reportEvery = reportEvery;
    }

    /**
     * @param md5 the checksum that the file must have
     * @throws IOException if the file cannot be had, or has another checksum: then what has come is removed
     */
    void run(String md5) throws IOException {
        log.info("Downloading {} to {}", address, target);
        transferAll();
        verify(md5);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Goes on after a broken connection as long as each brings the file further than it was. */
    private void transferAll() throws IOException {
        while (true) {
            long before = Transfer.sizeOf(part);
            try {
                new Transfer(address, part, reportEvery).run();
                return;
            } catch (IOException broken) {
                if (Thread.currentThread().isInterrupted() || Transfer.sizeOf(part) <= before) {
                    throw broken;
                }
                log.warn("The download broke off, and goes on: {}", broken.getMessage());
            }
        }
    }

    private void verify(String md5) throws IOException {
        String actual;
        try (InputStream content = Files.newInputStream(part)) {
            actual = DigestUtils.md5Hex(content);
        }
        if (!actual.equals(md5)) {
            Files.delete(part);
            throw new IOException(
                    "%s has the MD5 checksum %s, not %s, and was removed".formatted(address, actual, md5));
        }
    }
}
