package dev.trainyard.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket, of Amazon S3 or of what speaks as it does. */
final class S3Store implements ObjectStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(S3Store.class);
    /** The store takes 5 GiB at once; in parts a failure costs less. Of 10,000 parts, so that 625 GiB are the most. */
    private static final int PART = 64 << 20;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final int part;

    S3Store(S3Client client, String bucket, String prefix) {
        this(client, bucket, prefix, PART);
    }

    /** With parts of so many bytes. */
    S3Store(S3Client client, String bucket, String prefix, int part) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.part = part;
    }

    /**
     * Looks whether the bucket is there and may be used. A store that does not answer may be back by the time it is needed.
     *
     * @throws IllegalStateException if the bucket is refused
     */
    void requireBucket() {
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (AwsServiceException e) {
            throw new IllegalStateException(
                    "trainyard.store.location: the store answers %d for the bucket %s"
                            .formatted(e.statusCode(), bucket),
                    e);
        } catch (SdkClientException e) {
            LOG.warn("The store of the bucket {} does not answer: {}", bucket, e.getMessage());
        }
    }

    @Override
    public void put(String key, Path file) throws IOException {
        if (Files.size(file) > part) {
            MultipartUpload upload = new MultipartUpload(client, bucket, name(key), part);
            answered(key, () -> {
                upload.send(file);
                return key;
            });
        } else {
            answered(
                    key,
                    () -> client.putObject(
                            request -> request.bucket(bucket).key(name(key)), RequestBody.fromFile(file)));
        }
    }

    @Override
    public void fetch(String key, Path target) throws IOException {
        try (InputStream object = open(key)) {
            WholeFile.write(target, object);
        } catch (SdkException e) {
            throw failed(key, e);
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        return answered(
                key, () -> client.getObject(request -> request.bucket(bucket).key(name(key))));
    }

    @Override
    public boolean has(String key) throws IOException {
        try {
            answered(
                    key,
                    () -> client.headObject(request -> request.bucket(bucket).key(name(key))));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void delete(String key) throws IOException {
        answered(
                key, () -> client.deleteObject(request -> request.bucket(bucket).key(name(key))));
    }

    @Override
    public List<String> list(String wanted) throws IOException {
        return answered(
                wanted,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        request -> request.bucket(bucket).prefix(prefix + wanted))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .map(name -> name.substring(prefix.length()))
                                .sorted()
                                .toList());
    }

    @Override
    public void dropUnfinished(Instant before) throws IOException {
        answered(prefix, () -> {
            client
                    .listMultipartUploadsPaginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .uploads()
                    .stream()
                    .filter(upload -> upload.initiated().isBefore(before))
                    .forEach(upload -> client.abortMultipartUpload(
                            request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
            return before;
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private String name(String key) {
        return prefix + Keys.checked(key);
    }

    private <T> T answered(String key, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (NoSuchKeyException e) {
            NoSuchFileException missing = new NoSuchFileException(key);
            missing.initCause(e);
            throw missing;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (SdkException e) {
            throw failed(key, e);
        }
    }

    private IOException failed(String key, SdkException cause) {
        return new IOException("%s in the bucket %s: %s".formatted(key, bucket, cause.getMessage()), cause);
    }
}
