package dev.trainyard.model;

import dev.trainyard.request.PrefixedId;

/** How the API writes the ids of this package. */
final class ModelIds {
    static final PrefixedId MODEL = new PrefixedId("mdl_");

    private ModelIds() {}
}
