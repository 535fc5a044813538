package dev.trainyard.dataset;

import java.lang.ref.SoftReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data sets by name: {@code cifar-10}, {@code cifar-100} and {@code shapes}. Loaded sets are shared by all who ask
 * for them, and kept as long as memory allows. Thread-safe.
 */
public final class DatasetCatalog {
    private static final URI OFFICIAL = URI.create("https://www.cs.toronto.edu/~kriz/");

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** The catalog of a data directory, where files are looked for, and downloaded from the official address to. */
    public DatasetCatalog(Path dataDirectory) {
        this(dataDirectory, OFFICIAL);
    }

    /**
     * The catalog of a data directory, with another address to download from.
     *
     * @param mirror the folder that has {@code cifar-10-binary.tar.gz} and {@code cifar-100-binary.tar.gz}
     */
    public DatasetCatalog(Path dataDirectory, URI mirror) {
        this(sources(new Archives(dataDirectory, mirror)));
    }

    DatasetCatalog(List<Source> sources) {
        for (Source source : sources) {
            entries.put(source.describe().name(), new Entry(source));
        }
    }

    private static List<Source> sources(Archives archives) {
        return List.of(Cifar.cifar10(archives), Cifar.cifar100(archives), new Shapes());
    }

    /** The names of all data sets, whether or not their files are there. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** All data sets; nothing is loaded. */
    public List<DatasetDescription> describe() {
        return entries.values().stream().map(entry -> entry.source.describe()).toList();
    }

    /**
     * The names of a data set's classes, at the index that is their label; nothing is loaded.
     *
     * @throws IllegalArgumentException if there is no data set of this name
     */
    public List<String> classes(String name) {
        return entry(name).source.classes();
    }

    /**
     * Loads a data set, downloading it first if need be, which may take minutes; interrupting the thread ends that.
     *
     * @throws DatasetUnavailableException if its files are missing or broken and cannot be downloaded, or the thread is
     *     interrupted (it stays so)
     * @throws IllegalArgumentException if there is no data set of this name
     */
    public Dataset load(String name) {
        return entry(name).load();
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no data set is called %s, only %s".formatted(name, names()));
        }
        return entry;
    }

    private static final class Entry {
        private final Source source;
        private SoftReference<@Nullable Dataset> loaded = new SoftReference<>(null);

        Entry(Source source) {
            this.source = source;
        }

        synchronized Dataset load() {
            Dataset dataset = loaded.get();
            if (dataset == null) {
                dataset = source.load();
                loaded = new SoftReference<>(dataset);
            }
            return dataset;
        }
    }
}
