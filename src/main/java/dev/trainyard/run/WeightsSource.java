package dev.trainyard.run;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.training.StoredWeights;
import java.util.Optional;

/** A kind of thing that has weights for runs to begin with, by their ids. */
public interface WeightsSource {
    /**
     * What weights there are now.
     *
     * @param owner whose they are
     * @param dataset whose classes the last layer tells apart
     * @param normalization of the images that it takes
     * @param sha256 of what is stored, 64 hexadecimal digits
     * @param changing why they may be others before a run could begin with them; empty if they are not
     */
    record Description(
            String owner,
            ResNet model,
            ActivationSpec activation,
            Shortcut shortcut,
            String dataset,
            Normalization normalization,
            String sha256,
            String changing) {}

    /** Empty if the id is of another kind, or of nothing, or if what it is of has no weights. */
    Optional<Description> describe(String id);

    /**
     * Keeps them from being deleted until the transaction ends.
     *
     * @return whether they are there; true for an id of another kind
     */
    boolean hold(String id);

    /**
     * The weights themselves, megabytes.
     *
     * @return empty if the id is of another kind, or there are no weights with that checksum any more
     * @throws WeightsUnavailableException if what is stored is not what was stored
     */
    Optional<StoredWeights> load(String id, String sha256);
}
