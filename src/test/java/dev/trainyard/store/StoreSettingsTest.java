package dev.trainyard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {
    private static StoreSettings at(@Nullable String location) {
        return new StoreSettings(location, null, "us-east-1");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://models,           models, ''",
        "s3://models/,          models, ''",
        "s3://models/trainyard, models, trainyard/",
        "s3://my.models/a/b/,   my.models, a/b/",
    })
    void aBucketMayHaveAPrefix(String location, String name, String prefix) {
        assertThat(at(location).bucket()).contains(new StoreSettings.Bucket(name, prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/store", "store", "./store", "C:\\store"})
    void otherNamesAreFolders(String location) {
        assertThat(at(location).bucket()).isEmpty();
        assertThat(at(null).bucket()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://host/bucket", "gs://bucket", "s3://", "s3://UPPER/x", "s3://b", "file:///srv"})
    void otherUrlsAreRefused(String location) {
        assertThatThrownBy(() -> at(location).bucket())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trainyard.store.location must be a folder that all processes share, or s3://bucket/prefix,"
                        + " but is " + location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minio:9000", "ftp://minio", "http://", "http://minio/a bucket"})
    void anEndpointIsAnAddress(String endpoint) {
        assertThatThrownBy(() -> new StoreSettings("s3://models", endpoint, "us-east-1"))
                .hasMessage(
                        "trainyard.store.endpoint must be the http or https address of a store, but is " + endpoint);
    }
}
