package dev.trainyard.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A large file as one object: seen whole, or not at all. */
final class MultipartUpload {
    private final S3Client client;
    private final String bucket;
    private final String name;
    private final int part;

    MultipartUpload(S3Client client, String bucket, String name, int part) {
        this.client = client;
        this.bucket = bucket;
        this.name = name;
        this.part = part;
    }

    void send(Path file) {
        String upload = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(name))
                .uploadId();
        try (InputStream content = Files.newInputStream(file)) {
            List<CompletedPart> parts = parts(upload, content);
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(name).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (IOException e) {
            abort(upload, e);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            abort(upload, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(String upload, InputStream content) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        for (byte[] bytes = content.readNBytes(part); bytes.length > 0; bytes = content.readNBytes(part)) {
            int number = parts.size() + 1;
            RequestBody body = RequestBody.fromBytes(bytes);
            String tag = client.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(name)
                                    .uploadId(upload)
                                    .partNumber(number),
                            body)
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    /** What was sent would be paid for, and seen by nobody. */
    private void abort(String upload, Exception cause) {
        boolean interrupted = Thread.interrupted(); // which the client would refuse to send anything with
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(name).uploadId(upload));
        } catch (SdkException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
