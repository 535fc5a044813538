package dev.trainyard.expansion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a data set is to grow; for the API's description alone. */
@Schema(
        example =
                "{\"base\": \"figures\", \"new_classes\": true, \"images\": [{\"url\": \"https://images.example/1.png\", \"label\": \"circle\"}]}")
record ExpansionRequest(
        @Schema(description = "a data set or a version of one; the last version of this one where left out") @Nullable
        String base,

        @Nullable List<Image> images,

        @Schema(description = "pages whose pictures are all of one class") @Nullable
        List<Source> pages,

        @Schema(description = "sitemaps whose pictures are all of one class") @Nullable
        List<Source> sitemaps,

        @Schema(description = "whether labels may be of classes that the base has not", defaultValue = "false")
        @Nullable
        Boolean newClasses,

        @Schema(
                description = "rows and columns that a picture has at least",
                minimum = "1",
                maximum = "4096",
                defaultValue = "32")
        @Nullable
        Integer minSide,

        @Schema(
                description =
                        "bits of 64 in which the hashes of pictures differ at most that resemble each other; -1 for none",
                minimum = "-1",
                maximum = "20",
                defaultValue = "6")
        @Nullable
        Integer nearThreshold,

        @Schema(description = "the most pictures that are added to a class", minimum = "0") @Nullable
        Integer capPerClass,

        @Schema(description = "the most images to train on that a class comes to have", minimum = "0") @Nullable
        Integer targetPerClass,

        @Schema(
                description =
                        "the id of a run that has ended, or of an imported model, which looks at the labels; its weights are"
                                + " those of now")
        @Nullable
        String checkBy,

        @Schema(description = "those weights, if others are to be refused: 64 hexadecimal digits") @Nullable
        String checkSha256,

        @Schema(
                description = "what happens to a picture whose label the network doubts",
                allowableValues = {"flag", "drop"},
                defaultValue = "flag")
        @Nullable
        String checkAction,

        @Schema(
                description = "the probability of another class from which on a label is doubted",
                minimum = "0.5",
                maximum = "1",
                defaultValue = "0.95")
        @Nullable
        Double checkConfidence,

        @Schema(
                description = "the share of the base's test images that would be taken for outliers; 0 looks for none",
                minimum = "0",
                maximum = "0.1",
                defaultValue = "0.001")
        @Nullable
        Double checkOutliers) {

    /** A picture. */
    @Schema(name = "ExpansionImage")
    record Image(
            String url,
            String label,

            @Schema(
                    allowableValues = {"train", "test"},
                    defaultValue = "train")
            @Nullable
            String split,

            @Nullable String licence) {}

    /** A page or a sitemap. */
    @Schema(name = "ExpansionSource")
    record Source(String url, String label) {}
}
