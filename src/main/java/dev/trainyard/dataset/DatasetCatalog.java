package dev.trainyard.dataset;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The data sets by name: {@code cifar-10}, {@code cifar-100} and {@code shapes}, and those that people brought, by
 * {@link DatasetReference}. Loaded sets are shared by all who ask for them, and kept as long as memory allows. Thread-safe.
 */
public final class DatasetCatalog {
    private static final URI OFFICIAL = URI.create("https://www.cs.toronto.edu/~kriz/");

    private final Map<String, Source> builtIn = new LinkedHashMap<>();
    private final RegisteredDatasets registered;
    private final Map<String, Entry> loaded = new ConcurrentHashMap<>();

    /** The catalog of a data directory, where files are looked for, and downloaded from the official address to. */
    public DatasetCatalog(Path dataDirectory, RegisteredDatasets registered) {
        this(sources(new Archives(dataDirectory, OFFICIAL)), registered);
    }

    /**
     * The built-in data sets alone, with another address to download from.
     *
     * @param mirror the folder that has {@code cifar-10-binary.tar.gz} and {@code cifar-100-binary.tar.gz}
     */
    public DatasetCatalog(Path dataDirectory, URI mirror) {
        this(sources(new Archives(dataDirectory, mirror)), new NoneRegistered());
    }

    /** The built-in data sets alone. */
    public DatasetCatalog(Path dataDirectory) {
        this(dataDirectory, OFFICIAL);
    }

    DatasetCatalog(List<Source> sources) {
        this(sources, new NoneRegistered());
    }

    private DatasetCatalog(List<Source> sources, RegisteredDatasets registered) {
        sources.forEach(source -> builtIn.put(source.describe().name(), source));
        this.registered = registered;
    }

    private static List<Source> sources(Archives archives) {
        return List.of(Cifar.cifar10(archives), Cifar.cifar100(archives), new Shapes());
    }

    /** Whether nobody else may use that name. */
    public boolean isBuiltIn(String name) {
        return builtIn.containsKey(name);
    }

    /** The names of all data sets, whether or not their files are there; of one's own the last versions. */
    public List<String> names() {
        return describe().stream().map(DatasetDescription::name).toList();
    }

    /** All data sets, of one's own the last versions; nothing is loaded. */
    public List<DatasetDescription> describe() {
        List<DatasetDescription> all = new ArrayList<>();
        builtIn.values().forEach(source -> all.add(source.describe()));
        registered.latest().forEach(version -> all.add(version.describe(null)));
        return all;
    }

    /**
     * What there is to know about a data set; nothing is loaded.
     *
     * @param reference as {@link DatasetReference} has it; the description's name is the same of exactly that version
     */
    public Optional<DatasetDescription> find(String reference) {
        Source source = builtIn.get(reference);
        return source == null
                ? DatasetReference.parse(reference)
                        .flatMap(parsed -> registered.find(parsed).map(version -> version.describe(parsed.share())))
                : Optional.of(source.describe());
    }

    /**
     * The names of a data set's classes, at the index that is their label; nothing is loaded.
     *
     * @throws IllegalArgumentException if there is no data set of this name
     */
    public List<String> classes(String reference) {
        Source source = builtIn.get(reference);
        return source == null ? version(reference).summary().classes() : source.classes();
    }

    /**
     * Rows and columns of its images; nothing is loaded.
     *
     * @throws IllegalArgumentException if there is no data set of this name
     */
    public int imageSize(String reference) {
        Source source = builtIn.get(reference);
        return source == null
                ? version(reference).summary().side()
                : source.describe().imageSize();
    }

    /** Keeps a data set from being deleted until the transaction ends; whether it is there. */
    public boolean hold(String reference) {
        return isBuiltIn(reference)
                || DatasetReference.parse(reference).filter(registered::hold).isPresent();
    }

    /**
     * Loads a data set, downloading it first if need be, which may take minutes; interrupting the thread ends that.
     *
     * @throws DatasetUnavailableException if its files are missing or broken and cannot be downloaded, or the thread is
     *     interrupted (it stays so)
     * @throws IllegalArgumentException if there is no data set of this name
     */
    public Dataset load(String reference) {
        Source source = builtIn.get(reference);
        if (source != null) {
            return entry(reference).load(source::load);
        }
        RegisteredDatasets.Registered version = version(reference);
        AddedShare share =
                DatasetReference.parse(reference).map(DatasetReference::share).orElse(null);
        return entry(version.summary().fileSha256())
                .load(() -> read(version, file -> file.all(version.name() + "@" + version.number())))
                .named(reference, share);
    }

    /** Reads what it wants of a version's file. */
    public interface Reading<T> {
        T read(VersionFile file) throws IOException;
    }

    /**
     * Reads a part of the file of a version that somebody brought; it is brought here first if need be.
     *
     * @throws DatasetUnavailableException if it cannot be read
     * @throws IllegalArgumentException if there is no such version
     */
    public <T> T read(String reference, Reading<T> reading) {
        return read(version(reference), reading);
    }

    private <T> T read(RegisteredDatasets.Registered version, Reading<T> reading) {
        try (VersionFile file = VersionFile.open(registered.file(version))) {
            return reading.read(file);
        } catch (IOException e) {
            forget(version, e);
            throw new DatasetUnavailableException(
                    "The data set %s@%d cannot be read: %s".formatted(version.name(), version.number(), e), e);
        }
    }

    /** A disk that lost a power cut may have half a file: who tries again does so with another one. */
    private void forget(RegisteredDatasets.Registered version, IOException cause) {
        try {
            registered.forget(version);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private RegisteredDatasets.Registered version(String reference) {
        return DatasetReference.parse(reference)
                .flatMap(registered::find)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no data set is called %s, only %s".formatted(reference, names())));
    }

    private Entry entry(String key) {
        return loaded.computeIfAbsent(key, absent -> new Entry());
    }

    private static final class Entry {
        private SoftReference<@Nullable Dataset> loaded = new SoftReference<>(null);

        synchronized Dataset load(Supplier<Dataset> source) {
            Dataset dataset = loaded.get();
            if (dataset == null) {
                dataset = source.get();
                loaded = new SoftReference<>(dataset);
            }
            return dataset;
        }
    }
}
