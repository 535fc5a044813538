package dev.trainyard.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where there is no database, nobody brings data sets. */
final class NoneRegistered implements RegisteredDatasets {
    @Override
    public List<Registered> latest() {
        return List.of();
    }

    @Override
    public Optional<Registered> find(DatasetReference reference) {
        return Optional.empty();
    }

    @Override
    public Path file(Registered version) {
        throw new IllegalStateException("no data set is registered");
    }

    @Override
    public void forget(Registered version) {
        throw new IllegalStateException("no data set is registered");
    }

    @Override
    public boolean hold(DatasetReference reference) {
        return false;
    }
}
