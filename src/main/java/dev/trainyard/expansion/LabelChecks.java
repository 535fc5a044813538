package dev.trainyard.expansion;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.registry.UnbuildableException;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.run.WeightsSource;
import dev.trainyard.run.WeightsSources;
import dev.trainyard.run.WeightsUnavailableException;
import dev.trainyard.training.Inference;
import dev.trainyard.training.StoredWeights;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the network that is to look at labels, for those who ask and for those who make a version. */
@Component
class LabelChecks {
    private static final String ALLOWED =
            "the id of an imported model (mdl_…) or of a run that has ended with a checkpoint (run_…) that you see";

    private final WeightsSources sources;
    private final DatasetCatalog catalog;

    LabelChecks(WeightsSources sources, DatasetCatalog catalog) {
        this.sources = sources;
        this.catalog = catalog;
    }

    /** The same with the checksum of the weights as they are now; InvalidRequestException if they do not fit the base. */
    CheckOptions pinned(CheckOptions asked, DatasetDescription base) {
        WeightsSource.Description found = sources.describeSeen(asked.by())
                .filter(weights -> weights.changing().isEmpty())
                .orElseThrow(() -> refused("check_by is " + asked.by(), ALLOWED));
        if (asked.sha256() != null && !asked.sha256().equals(found.sha256())) {
            throw refused("%s has no weights with the sha256 %s".formatted(asked.by(), asked.sha256()), found.sha256());
        }
        DatasetDescription known = catalog.find(found.dataset())
                .orElseThrow(() -> refused(
                        "%s was trained on %s, which you do not see".formatted(asked.by(), found.dataset()), ALLOWED));
        if (!known.classNames().containsAll(base.classNames()) || known.imageSize() != base.imageSize()) {
            throw refused(
                    "%s was trained on %s".formatted(asked.by(), found.dataset()),
                    "a network of the classes and the image size of " + base.name());
        }
        return asked.pinned(found.sha256());
    }

    private static InvalidRequestException refused(String what, String allowed) {
        return new InvalidRequestException(List.of(new Invalid("/check_by", what, allowed)));
    }

    /** A network in memory, with what it thinks. */
    record Opened(Inference network, LabelCheck check) implements AutoCloseable {
        @Override
        public void close() {
            network.close();
        }
    }

    /** The check of a version that is being made; UnbuildableException if the weights are not what they were. */
    Opened open(CheckOptions options, Dataset base) {
        WeightsSource.Description found = sources.describe(options.by()).orElseThrow(() -> gone(options));
        List<String> classes = catalog.find(found.dataset())
                .map(DatasetDescription::classNames)
                .orElseThrow(() -> gone(options));
        NetworkSpec spec = new NetworkSpec(
                found.model(),
                found.activation(),
                found.shortcut(),
                classes.size(),
                base.train().height());
        Inference network = Inference.of(spec, load(options), found.normalization());
        LabelCheck check = new LabelCheck(classes, options, network::probabilities, base.test());
        return new Opened(network, check);
    }

    private StoredWeights load(CheckOptions options) {
        try {
            return Optional.ofNullable(options.sha256())
                    .flatMap(sha256 -> sources.load(options.by(), sha256))
                    .orElseThrow(() -> gone(options));
        } catch (WeightsUnavailableException e) {
            throw gone(options);
        }
    }

    private static UnbuildableException gone(CheckOptions options) {
        return new UnbuildableException("check_gone", "The weights of %s are there no more".formatted(options.by()));
    }
}
