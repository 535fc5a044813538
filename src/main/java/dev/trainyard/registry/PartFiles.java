package dev.trainyard.registry;

import dev.trainyard.request.ReceivedBody;
import dev.trainyard.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.output.CountingOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of archives in the store, where every process finds them. */
final class PartFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);

    private final ObjectStore store;
    private final Path scratch;

    PartFiles(ObjectStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /** Looks at a part that has come, and says whether it is to be kept by returning. */
    interface Acceptance {
        void check(UploadStore.Part part);
    }

    /**
     * Takes a part as it comes, by way of a file here: the store gets all of it or nothing, and nothing that is not
     * accepted. A part that comes again lies beside the first: what is sent wrongly or late damages nothing.
     */
    UploadStore.Part put(UUID upload, int number, InputStream content, Acceptance acceptance) throws IOException {
        Files.createDirectories(scratch);
        Path file = Files.createTempFile(scratch, "part", null);
        try {
            MessageDigest sha256 = DigestUtils.getSha256Digest();
            try (OutputStream out = Files.newOutputStream(file)) {
                new DigestInputStream(new ReceivedBody(content), sha256).transferTo(out);
            }
            String name = "%d.%s".formatted(number, UUID.randomUUID());
            UploadStore.Part part = new UploadStore.Part(
                    number, Files.size(file), HexFormat.of().formatHex(sha256.digest()), name);
            acceptance.check(part);
            store.put(key(upload, part), file);
            return part;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Writes all parts, one after the other, to a file; each must be what it was when it came.
     *
     * @param progress is told again and again how many bytes are written; what it throws ends that
     */
    void join(UUID upload, List<UploadStore.Part> parts, Path target, LongConsumer progress) throws IOException {
        try (OutputStream out = new CountingOutputStream(Files.newOutputStream(target)) {
            @Override
            protected void afterWrite(int bytes) {
                progress.accept(getByteCount());
            }
        }) {
            for (UploadStore.Part part : parts) {
                MessageDigest sha256 = DigestUtils.getSha256Digest();
                try (InputStream in = new DigestInputStream(store.open(key(upload, part)), sha256)) {
                    in.transferTo(out);
                }
                if (!HexFormat.of().formatHex(sha256.digest()).equals(part.sha256())) {
                    throw new IOException("part %d of upload %s is not what it was".formatted(part.number(), upload));
                }
            }
        }
    }

    /** Deletes a part that another has taken the place of, or that is not kept. */
    void delete(UUID upload, UploadStore.Part part) {
        try {
            store.delete(key(upload, part));
        } catch (IOException e) {
            LOG.warn("Part {} of upload {} stays in the store until that goes", part.file(), upload, e);
        }
    }

    /** Deletes what processes that were killed have left here. */
    void sweep(Instant before) throws IOException {
        if (Files.isDirectory(scratch)) {
            try (Stream<Path> files = Files.list(scratch)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    private static String key(UUID upload, UploadStore.Part part) {
        return "uploads/%s/%s".formatted(upload, part.file());
    }
}
