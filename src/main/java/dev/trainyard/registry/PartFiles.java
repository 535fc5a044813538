package dev.trainyard.registry;

import dev.trainyard.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/** The parts of archives in the store, where every process finds them. */
final class PartFiles {
    private final ObjectStore store;
    private final Path scratch;

    PartFiles(ObjectStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /** Takes a part as it comes, by way of a file here: the store gets all of it or nothing. */
    UploadStore.Part put(UUID upload, int number, InputStream content) throws IOException {
        Files.createDirectories(scratch);
        Path file = Files.createTempFile(scratch, "part", null);
        try {
            MessageDigest sha256 = DigestUtils.getSha256Digest();
            try (OutputStream out = Files.newOutputStream(file)) {
                new DigestInputStream(new ReceivedBody(content), sha256).transferTo(out);
            }
            long bytes = Files.size(file);
            if (bytes > 0) {
                store.put(key(upload, number), file);
            }
            return new UploadStore.Part(number, bytes, HexFormat.of().formatHex(sha256.digest()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Writes all parts, one after the other, to a file; each must be what it was when it came. */
    void join(UUID upload, List<UploadStore.Part> parts, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            for (UploadStore.Part part : parts) {
                MessageDigest sha256 = DigestUtils.getSha256Digest();
                try (InputStream in = new DigestInputStream(store.open(key(upload, part.number())), sha256)) {
                    in.transferTo(out);
                }
                if (!HexFormat.of().formatHex(sha256.digest()).equals(part.sha256())) {
                    throw new IOException("part %d of upload %s is not what it was".formatted(part.number(), upload));
                }
            }
        }
    }

    void delete(UUID upload) throws IOException {
        for (String key : store.list(folder(upload))) {
            store.delete(key);
        }
    }

    private static String key(UUID upload, int number) {
        return folder(upload) + number;
    }

    private static String folder(UUID upload) {
        return "uploads/" + upload + "/";
    }
}
