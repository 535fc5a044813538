package dev.trainyard.registry;

import dev.trainyard.access.Caller;
import dev.trainyard.dataset.DatasetReference;
import dev.trainyard.dataset.RegisteredDatasets;
import dev.trainyard.dataset.VersionSummary;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The data sets that people brought, for all who train, predict or ask. */
@Component
@Transactional(readOnly = true)
class DatasetRegistry implements RegisteredDatasets {
    private final DatasetVersionRepository versions;
    private final VersionFiles files;

    DatasetRegistry(DatasetVersionRepository versions, VersionFiles files) {
        this.versions = versions;
        this.files = files;
    }

    @Override
    public List<Registered> latest() {
        return versions.latest().stream()
                .filter(DatasetRegistry::isSeen)
                .map(this::registered)
                .toList();
    }

    @Override
    public Optional<Registered> find(DatasetReference reference) {
        return version(reference)
                .filter(version -> version.status() == VersionStatus.READY)
                .filter(DatasetRegistry::isSeen)
                .map(this::registered);
    }

    private Optional<DatasetVersion> version(DatasetReference reference) {
        Integer number = reference.version();
        return number == null
                ? versions.ready(reference.name(), Limit.of(1)).stream().findFirst()
                : versions.find(reference.name(), number);
    }

    /** In a worker nobody calls: runs were looked at when they were submitted. */
    private static boolean isSeen(DatasetVersion version) {
        RegisteredDataset dataset = version.dataset();
        return dataset.shared()
                || Caller.current().map(caller -> caller.sees(dataset.owner())).orElse(true);
    }

    private Registered registered(DatasetVersion version) {
        VersionSummary summary = Objects.requireNonNull(version.contents(), "a version that is ready has contents");
        return new Registered(
                version.dataset().name(),
                version.number(),
                version.dataset().description(),
                summary,
                files.isHere(summary));
    }

    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Path file(Registered version) throws IOException {
        String key = versions.find(version.name(), version.number())
                .map(DatasetVersion::fileKey)
                .orElseThrow(() -> new NoSuchFileException("%s@%d".formatted(version.name(), version.number())));
        return files.here(key, version.summary());
    }

    @Override
    public void forget(Registered version) throws IOException {
        files.forget(version.summary());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hold(DatasetReference reference) {
        Integer number = reference.version();
        return number != null && versions.hold(reference.name(), number).isPresent();
    }
}
