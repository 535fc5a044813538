package dev.trainyard.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the store of large files. Keys of an S3-compatible store are found where the AWS SDK looks for them:
 * AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, profiles, and what a cloud gives a container or a machine.
 *
 * @param location where large files are, the packed versions of data sets and archives that come in parts: a folder that
 *     all processes share, or s3://bucket/prefix; the folder store of trainyard.data-dir if it is not set
 * @param endpoint the address of an S3-compatible store that is not Amazon's, as http://minio:9000
 * @param region of the bucket, which other stores than Amazon's mostly do not mind
 */
@ConfigurationProperties("trainyard.store")
record StoreSettings(
        @Nullable String location,
        @Nullable String endpoint,
        @DefaultValue("us-east-1") String region) {
    private static final Pattern URL = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+)://(.*)");
    private static final Pattern PLACE = Pattern.compile("([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([a-z0-9._/-]*))?");

    StoreSettings {
        if (endpoint != null && !endpoint.matches("https?://[^/\\s]+/?")) {
            throw new IllegalArgumentException(
                    "trainyard.store.endpoint must be the http or https address of a store, but is " + endpoint);
        }
    }

    /** A part of a bucket. */
    record Bucket(String name, String prefix) {}

    /** The bucket, if the location is not a folder. */
    Optional<Bucket> bucket() {
        Matcher url = URL.matcher(location == null ? "" : location);
        if (!url.matches()) {
            return Optional.empty();
        }
        Matcher place = PLACE.matcher(url.group(2));
        if (!url.group(1).equals("s3") || !place.matches()) {
            // Else it would be a folder of that name, without a word.
            throw new IllegalArgumentException(
                    "trainyard.store.location must be a folder that all processes share, or s3://bucket/prefix, but is "
                            + location);
        }
        String prefix = place.group(2) == null ? "" : place.group(2);
        return Optional.of(
                new Bucket(place.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/"));
    }
}
