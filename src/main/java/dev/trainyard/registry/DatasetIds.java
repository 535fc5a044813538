package dev.trainyard.registry;

import dev.trainyard.request.PrefixedId;

/** How the API writes the ids of this package. */
final class DatasetIds {
    /** Of a data set, for pages alone: it is told by its name. */
    static final PrefixedId DATASET = new PrefixedId("ds_");

    static final PrefixedId UPLOAD = new PrefixedId("upl_");

    private DatasetIds() {}
}
