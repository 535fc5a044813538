package dev.trainyard.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Where large files are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
class StoreConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean
    ObjectStore objectStore(StoreSettings settings, @Value("${trainyard.data-dir:./data}") String dataDirectory) {
        return settings.bucket()
                .<ObjectStore>map(bucket -> bucketStore(settings, bucket))
                .orElseGet(() -> new FolderStore(
                        settings.location() == null ? Path.of(dataDirectory, "store") : Path.of(settings.location())));
    }

    private static ObjectStore bucketStore(StoreSettings settings, StoreSettings.Bucket bucket) {
        S3Store store = new S3Store(client(settings), bucket.name(), bucket.prefix());
        store.requireBucket();
        return store;
    }

    static S3Client client(StoreSettings settings) {
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(settings.region()))
                .httpClient(Apache5HttpClient.builder()
                        .connectionTimeout(PATIENCE)
                        .socketTimeout(PATIENCE)
                        .build())
                // Not every store knows these; packed files carry checksums of their own.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (settings.endpoint() != null) {
            client.endpointOverride(URI.create(settings.endpoint())).forcePathStyle(true);
        }
        return client.build();
    }
}
