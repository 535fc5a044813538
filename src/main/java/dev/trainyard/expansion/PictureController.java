package dev.trainyard.expansion;

import dev.trainyard.registry.Versions;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.Csv;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What became of pictures of the web, over HTTP. */
@ApiController
@RequestMapping("/v1/datasets/{name}/versions/{version}")
@Tag(name = "Data sets")
class PictureController {
    private static final int BATCH = 1000;
    private static final String HEADER =
            "number,url,label,split,licence,fate,detail,flag,final_url,fetched_at,media_type,bytes,width,height,file_sha256,pixels_sha256";
    private static final List<String> FATES =
            Arrays.stream(Fate.values()).map(Fate::code).toList();

    private final Versions versions;
    private final PictureStore pictures;

    PictureController(Versions versions, PictureStore pictures) {
        this.versions = versions;
        this.pictures = pictures;
    }

    /**
     * What became of the pictures of a version.
     *
     * @param fates how many have each
     * @param byClass the same, by class
     * @param flags how many of those that were added a network doubts, by what
     * @param sources the pages and sitemaps, in their order
     */
    @Schema(name = "ExpansionReport")
    record Report(
            Map<String, Long> fates,
            Map<String, Map<String, Long>> byClass,
            Map<String, Long> flags,
            List<PictureStore.SourceView> sources) {
        static Report of(
                Map<String, Map<String, Long>> byClass,
                Map<String, Long> flags,
                List<PictureStore.SourceView> sources) {
            Map<String, Long> fates = byClass.values().stream()
                    .flatMap(counts -> counts.entrySet().stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
            return new Report(fates, byClass, flags, sources);
        }
    }

    @Operation(summary = "Count what became of the pictures of an expansion")
    @GetMapping(path = "/report", produces = MediaType.APPLICATION_JSON_VALUE)
    Report expansionReport(@PathVariable String name, @PathVariable String version) {
        UUID id = versions.id(name, version);
        return Report.of(pictures.totals(id), pictures.flags(id), pictures.sources(id));
    }

    @Operation(
            summary = "List the pictures of an expansion: what became of each, and where it is from",
            description = "In their order; as `text/csv` all of them at once.")
    @GetMapping(path = "/pictures", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<PictureStore.PictureView> expansionPictures(
            @PathVariable String name,
            @PathVariable String version,
            @Parameter(description = "only those with that fate") @RequestParam(required = false) @Nullable String fate,
            @ParameterObject PageQuery query) {
        requireFate(fate);
        PageQuery.Cut<Integer> cut = query.cut(PictureController::number, 0);
        List<PictureStore.PictureView> found =
                pictures.page(versions.id(name, version), fate, cut.after(), cut.size() + 1);
        return Page.of(found, cut.size(), picture -> String.valueOf(picture.number()));
    }

    @Operation(hidden = true)
    @GetMapping(path = "/pictures", produces = "text/csv")
    ResponseEntity<StreamingResponseBody> expansionPicturesAsCsv(
            @PathVariable String name,
            @PathVariable String version,
            @RequestParam(required = false) @Nullable String fate) {
        requireFate(fate);
        UUID id = versions.id(name, version);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(out -> write(id, fate, out));
    }

    private void write(UUID version, @Nullable String fate, OutputStream out) throws IOException {
        out.write((HEADER + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (int after = 0; ; ) {
            List<PictureStore.PictureView> batch = pictures.page(version, fate, after, BATCH);
            for (PictureStore.PictureView picture : batch) {
                out.write(line(picture).getBytes(StandardCharsets.UTF_8));
                after = picture.number();
            }
            if (batch.size() < BATCH) {
                return;
            }
        }
    }

    private static String line(PictureStore.PictureView picture) {
        return Csv.line(Stream.of(
                        Optional.of(picture.number()),
                        Optional.of(picture.url()),
                        Optional.of(picture.label()),
                        Optional.of(picture.split()),
                        Optional.ofNullable(picture.licence()),
                        Optional.ofNullable(picture.fate()),
                        Optional.ofNullable(picture.detail()),
                        Optional.ofNullable(picture.flag()),
                        Optional.ofNullable(picture.finalUrl()),
                        Optional.ofNullable(picture.fetchedAt()),
                        Optional.ofNullable(picture.mediaType()),
                        Optional.ofNullable(picture.bytes()),
                        Optional.ofNullable(picture.width()),
                        Optional.ofNullable(picture.height()),
                        Optional.ofNullable(picture.fileSha256()),
                        Optional.ofNullable(picture.pixelsSha256()))
                .map(value -> value.map(Objects::toString).orElse("")));
    }

    private static void requireFate(@Nullable String fate) {
        if (fate != null && !FATES.contains(fate)) {
            throw new InvalidRequestException(List.of(Invalid.parameter("fate", fate, String.join(", ", FATES))));
        }
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
