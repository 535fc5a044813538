package dev.trainyard.gallery;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which images of a data set somebody wants to see, as it came. */
record ExampleQuery(
        @Schema(
                description = "`train` or `test`",
                allowableValues = {"train", "test"},
                defaultValue = "test")
        @Nullable
        String split,

        @Schema(description = "only images of the class with this name") @Nullable
        String label,

        @Schema(description = "the `next` of the page before") @Nullable
        String after,

        @Schema(description = "images on a page", type = "integer", minimum = "1", maximum = "200", defaultValue = "50")
        @Nullable
        String limit) {
    private static final String TEST = "test";
    private static final List<String> SPLITS = List.of("train", TEST);

    /**
     * What was asked for, understood.
     *
     * @param label index of the class, or -1 for all
     * @param after number of the last image that is known
     */
    record Cut(boolean test, int label, int after, int size) {
        /** The page of these images. */
        Page<ExampleImage> of(Dataset dataset) {
            ImageSet images = test ? dataset.test() : dataset.train();
            List<ExampleImage> found = IntStream.range(after + 1, images.size())
                    .filter(image -> label < 0 || images.label(image) == label)
                    .limit(size + 1L)
                    .mapToObj(image -> ExampleImage.of(images, image, dataset.classes()))
                    .toList();
            return Page.of(found, size, image -> String.valueOf(image.number()));
        }
    }

    /** Throws InvalidRequestException with everything that cannot be understood. */
    Cut cut(List<String> classes) {
        List<Invalid> errors = new ArrayList<>();
        if (split != null && !SPLITS.contains(split)) {
            errors.add(Invalid.parameter("split", split, String.join(", ", SPLITS)));
        }
        if (label != null && !classes.contains(label)) {
            errors.add(Invalid.parameter("label", label, String.join(", ", classes)));
        }
        PageQuery.Cut<Integer> page = new PageQuery(after, limit).cut(ExampleQuery::number, -1, errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new Cut(
                split == null || split.equals(TEST),
                label == null ? -1 : classes.indexOf(label),
                page.after(),
                page.size());
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
