package dev.trainyard.gallery;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.JsonKind;
import dev.trainyard.request.Page;
import dev.trainyard.request.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The images of data sets, for people who want to see what a network sees. */
@ApiController
@Tag(name = "Catalogue")
class ExampleController {
    private final DatasetCatalog datasets;

    ExampleController(DatasetCatalog datasets) {
        this.datasets = datasets;
    }

    @Operation(
            summary = "Show images of a data set",
            description = "In their order. A data set that is not here yet is not downloaded for this: 409.")
    @GetMapping(path = "/v1/datasets/{name}/images", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ExampleImage> images(@PathVariable String name, @ParameterObject ExampleQuery query) {
        DatasetDescription described = datasets.find(name)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "dataset_not_found",
                        "There is no data set %s, only %s"
                                .formatted(JsonKind.quoted(name), String.join(", ", datasets.names()))));
        ExampleQuery.Cut cut = query.cut(datasets.classes(name));
        if (!described.available()) {
            throw unavailable(name);
        }
        try {
            return cut.of(datasets.load(name));
        } catch (DatasetUnavailableException e) {
            throw unavailable(name);
        }
    }

    private static ProblemException unavailable(String name) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "dataset_unavailable",
                "The files of %s are not in the data directory of the process that you asked; the first run on it downloads them"
                        .formatted(name));
    }
}
