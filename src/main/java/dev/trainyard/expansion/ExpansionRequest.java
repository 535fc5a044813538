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
        Integer targetPerClass) {

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
