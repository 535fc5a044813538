package dev.trainyard.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A data set of somebody's own, as the API shows it.
 *
 * @param shared whether everybody may read it and train on it
 * @param latest what a run's {@code dataset} stands for if it is the name alone: the last version that is ready; null if none is
 */
@Schema(name = "RegisteredDataset")
record DatasetView(
        String name,
        @Nullable String description,
        String owner,
        boolean shared,
        @Nullable VersionView latest,
        Instant createdAt) {
    static DatasetView of(RegisteredDataset dataset, @Nullable VersionView latest) {
        return new DatasetView(
                dataset.name(), dataset.description(), dataset.owner(), dataset.shared(), latest, dataset.createdAt());
    }
}
