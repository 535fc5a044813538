package dev.trainyard.registry;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.request.JsonFields;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what somebody wants a data set to be. */
@Component
class NewDatasetReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final String ALLOWED =
            "1 to 63 small letters, digits and hyphens, a letter or digit first, and no name of a built-in data set";
    static final int LONGEST_DESCRIPTION = 1000;

    private final DatasetCatalog catalog;

    NewDatasetReader(DatasetCatalog catalog) {
        this.catalog = catalog;
    }

    /** By a data set that everybody has, or by a path beside the names. */
    private boolean isTaken(String name) {
        return catalog.isBuiltIn(name) || name.equals("registered");
    }

    NewDataset read(JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        fields.require("name", ALLOWED);
        String name = fields.text("name", 200).orElse("");
        if (!name.isEmpty() && (!NAME.matcher(name).matches() || isTaken(name))) {
            fields.reject("name", "name is " + name, ALLOWED);
        }
        var dataset = new NewDataset(
                name, fields.textOrNull("description", LONGEST_DESCRIPTION).orElse(null), fields.bool("shared", false));
        fields.complete();
        return dataset;
    }
}
