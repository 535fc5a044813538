package dev.trainyard.registry;

import java.time.Instant;
import java.util.List;

/**
 * An archive that comes in parts, as the API shows it.
 *
 * @param bytes that have come
 * @param parts that have come, in their order
 * @param complete whether a version is made from it
 */
record UploadView(String id, String dataset, long bytes, List<PartView> parts, boolean complete, Instant createdAt) {

    /**
     * A part that has come.
     *
     * @param number from 1
     */
    record PartView(int number, long bytes, String sha256) {}

    static UploadView of(UploadStore.Upload upload, List<UploadStore.Part> parts) {
        return new UploadView(
                DatasetIds.UPLOAD.write(upload.id()),
                upload.dataset(),
                parts.stream().mapToLong(UploadStore.Part::bytes).sum(),
                parts.stream()
                        .map(part -> new PartView(part.number(), part.bytes(), part.sha256()))
                        .toList(),
                upload.version() != null,
                upload.createdAt());
    }
}
